package io.facegate.training.cli.benchmark;

import io.facegate.training.benchmark.Hardware;
import io.facegate.training.benchmark.NetworkWork;
import io.facegate.training.benchmark.Spread;
import io.facegate.training.cli.option.PipelineOptions;
import io.facegate.training.fit.Flops;
import io.facegate.training.fit.Precision;
import io.facegate.vision.alignment.FaceCrop;
import io.facegate.vision.embedding.FaceEmbedder;
import io.facegate.vision.model.InferencePrecision;
import io.facegate.vision.model.ModelContract;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TUint8;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./facegate bench roofline}: how much of what the processor can multiply the embedder makes use of. */
@Command(
        name = "roofline",
        description = {
            "Times an embedder for some numbers of faces, and says how much of the processor's speed that is: of what a product of two"
                    + " large matrices reaches here and now, in the same precision and threads of TensorFlow.",
            "Figures of a busy machine say little: both are of the clock."
        },
        mixinStandardHelpOptions = true)
final class BenchRooflineCommand implements Callable<Integer> {
    private static final double GIGA = 1e9;
    private static final double MILLISECONDS_OF_A_SECOND = 1_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private PipelineOptions pipelineOptions = new PipelineOptions();

    @Option(
            names = "--faces",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,4,16",
            description = "Faces embedded together. Default: ${DEFAULT-VALUE}.")
    private List<Integer> faces = new ArrayList<>();

    @Option(names = "--runs", defaultValue = "50", description = "Runs of each. Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Override
    public Integer call() throws IOException {
        if (runs < 1 || faces.stream().anyMatch(count -> count < 1)) {
            throw new ParameterException(spec.commandLine(), "--runs and --faces must be at least 1");
        }
        PrintWriter out = spec.commandLine().getOut();
        try (FaceEmbedder embedder = pipelineOptions.openEmbedder()) {
            InferencePrecision precision = pipelineOptions.embedding().precision();
            double work = workOfOneFace(embedder.template().cropSize());
            double peak = Flops.ofPlainProduct(
                    Precision.valueOf(precision.name()),
                    pipelineOptions.embedding().threads());
            out.println(Hardware.current());
            out.printf(
                    Locale.ROOT,
                    "embedder %s: %.3f GFLOP a face; a product of two large matrices in %s: %.0f GFLOP/s; median of %d runs%n",
                    embedder.model(),
                    work / GIGA,
                    precision.label(),
                    peak / GIGA,
                    runs);
            out.printf("%5s %10s %10s %8s%n", "faces", "ms", "GFLOP/s", "share");
            for (int count : faces) {
                double milliseconds = milliseconds(embedder, count);
                double speed = work * count * MILLISECONDS_OF_A_SECOND / milliseconds;
                out.printf(
                        Locale.ROOT,
                        "%5d %10.2f %10.0f %7.0f%%%n",
                        count,
                        milliseconds,
                        speed / GIGA,
                        100 * speed / peak);
                out.flush();
            }
        }
        return 0;
    }

    private double workOfOneFace(int side) {
        try (TUint8 face = TUint8.tensorOf(Shape.of(1, side, side, 3))) {
            return NetworkWork.of(
                    pipelineOptions.store(),
                    pipelineOptions.describedEmbedder(),
                    Map.of(ModelContract.Embedder.FACES, face));
        }
    }

    private double milliseconds(FaceEmbedder embedder, int count) {
        int side = embedder.template().cropSize();
        byte[] noise = new byte[side * side * 3];
        new SplittableRandom(count).nextBytes(noise);
        List<FaceCrop> crops = Collections.nCopies(count, new FaceCrop(side, noise));
        return Spread.measured(Math.max(1, runs / 5), runs, () -> embedder.embed(crops))
                .median();
    }
}

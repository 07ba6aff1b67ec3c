package io.facegate.training.cli.benchmark;

import io.facegate.training.benchmark.Hardware;
import io.facegate.training.benchmark.NetworkWork;
import io.facegate.training.benchmark.Spread;
import io.facegate.training.cli.option.PipelineOptions;
import io.facegate.training.fit.Flops;
import io.facegate.training.fit.Precision;
import io.facegate.vision.alignment.FaceCrop;
import io.facegate.vision.detection.mtcnn.DetectionSettings;
import io.facegate.vision.detection.mtcnn.DetectorInputs;
import io.facegate.vision.detection.mtcnn.MtcnnDetector;
import io.facegate.vision.embedding.FaceEmbedder;
import io.facegate.vision.image.ImageDecoder;
import io.facegate.vision.image.ImageLimits;
import io.facegate.vision.image.RgbImage;
import io.facegate.vision.model.InferencePrecision;
import io.facegate.vision.model.ModelContract;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./facegate bench roofline}: how much of what the processor can multiply the networks make use of. */
@Command(
        name = "roofline",
        description = {
            "Times an embedder for some numbers of faces, and the detector for some pictures, and says how much of the processor's speed that"
                    + " is: of what a product of two large matrices reaches here and now, in the same precision and threads of TensorFlow.",
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

    @Parameters(
            arity = "0..*",
            paramLabel = "PICTURE",
            description = "All of its faces are looked for, by the detector.")
    private List<Path> pictures = new ArrayList<>();

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
        out.println(Hardware.current());
        embedder(out);
        if (!pictures.isEmpty()) {
            detector(out);
        }
        return 0;
    }

    private void embedder(PrintWriter out) throws IOException {
        try (FaceEmbedder embedder = pipelineOptions.openEmbedder()) {
            InferencePrecision precision = pipelineOptions.embedding().precision();
            double work = workOfOneFace(embedder.template().cropSize());
            double peak = peak(precision);
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
                out.printf("%5d %s%n", count, share(work * count, milliseconds(embedder, count), peak));
                out.flush();
            }
        }
    }

    private void detector(PrintWriter out) throws IOException {
        ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
        double peak = peak(InferencePrecision.FLOAT32);
        try (MtcnnDetector detector = pipelineOptions.openDetector()) {
            out.printf(
                    Locale.ROOT,
                    "detector %s: all faces from %.0f pixels; a product in %s: %.0f GFLOP/s%n",
                    pipelineOptions.describedDetector().id(),
                    DetectionSettings.DEFAULT.minimumFace(),
                    InferencePrecision.FLOAT32.label(),
                    peak / GIGA);
            out.printf("%11s %8s %10s %10s %8s  %s%n", "size", "GFLOP", "ms", "GFLOP/s", "share", "picture");
            for (Path picture : pictures) {
                try (RgbImage image = decoder.decode(Files.readAllBytes(picture))) {
                    double work = workOfDetection(image, detector.minimumFace(image.width(), image.height()));
                    out.printf(
                            Locale.ROOT,
                            "%11s %8.3f %s  %s%n",
                            image.width() + "x" + image.height(),
                            work / GIGA,
                            share(work, milliseconds(() -> detector.detect(image)), peak),
                            picture.getFileName());
                    out.flush();
                }
            }
        }
    }

    /** As columns: milliseconds, GFLOP a second, and how much of the peak that is. */
    private static String share(double work, double milliseconds, double peak) {
        double speed = work * MILLISECONDS_OF_A_SECOND / milliseconds;
        return String.format(Locale.ROOT, "%10.2f %10.0f %7.0f%%", milliseconds, speed / GIGA, 100 * speed / peak);
    }

    private double peak(InferencePrecision precision) {
        return Flops.ofPlainProduct(
                Precision.valueOf(precision.name()), pipelineOptions.embedding().threads());
    }

    private double workOfOneFace(int side) {
        try (TUint8 face = TUint8.tensorOf(Shape.of(1, side, side, 3))) {
            return NetworkWork.of(
                    pipelineOptions.store(),
                    pipelineOptions.describedEmbedder(),
                    Map.of(ModelContract.Embedder.FACES, face));
        }
    }

    private double workOfDetection(RgbImage image, float minimumFace) {
        try (DetectorInputs inputs = DetectorInputs.of(image, minimumFace, DetectionSettings.DEFAULT)) {
            return NetworkWork.of(pipelineOptions.store(), pipelineOptions.describedDetector(), inputs.byName());
        }
    }

    private double milliseconds(FaceEmbedder embedder, int count) {
        int side = embedder.template().cropSize();
        byte[] noise = new byte[side * side * 3];
        new SplittableRandom(count).nextBytes(noise);
        List<FaceCrop> crops = Collections.nCopies(count, new FaceCrop(side, noise));
        return milliseconds(() -> embedder.embed(crops));
    }

    private double milliseconds(Runnable work) {
        return Spread.measured(Math.max(1, runs / 5), runs, work).median();
    }
}

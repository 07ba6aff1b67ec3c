package io.facegate.training.cli.benchmark;

import io.facegate.training.benchmark.BenchReport;
import io.facegate.training.benchmark.Hardware;
import io.facegate.training.benchmark.StageBenchmark;
import io.facegate.training.benchmark.StageBenchmark.Timing;
import io.facegate.training.cli.option.PipelineOptions;
import io.facegate.training.dataset.DatasetException;
import io.facegate.vision.detection.FaceDetector;
import io.facegate.vision.embedding.FaceEmbedder;
import io.facegate.vision.image.ImageDecoder;
import io.facegate.vision.image.ImageLimits;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./facegate bench}: milliseconds for each stage of the pipeline, and for all of it. */
@Command(
        name = "bench",
        description = {
            "Times each stage (decode, detect, align, embed) on a folder of pictures, one picture at a time; and the whole way to the"
                    + " embedding of the main face, which is looked for coarsely first.",
            "Embedding several faces at once is not measured here."
        },
        mixinStandardHelpOptions = true,
        subcommands = {BenchTrainingCommand.class, BenchCompareCommand.class, BenchRooflineCommand.class})
public final class BenchCommand implements Callable<Integer> {
    private static final double MILLISECONDS_OF_A_SECOND = 1_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--images", paramLabel = "DIR", description = "Folder of JPEG pictures; required here.")
    private @Nullable Path images;

    @Option(names = "--runs", defaultValue = "30", description = "Runs of each stage. Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Option(
            names = "--warm-ups",
            defaultValue = "10",
            description = "Runs before the measured ones. Default: ${DEFAULT-VALUE}.")
    private int warmUps;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Also writes a report there, which ./facegate bench compare reads.")
    private @Nullable Path json;

    @Mixin
    private PipelineOptions pipelineOptions = new PipelineOptions();

    @Override
    public Integer call() throws IOException {
        // picocli would want a required option for the subcommand too
        if (images == null) {
            throw new ParameterException(spec.commandLine(), "Missing required option: '--images=DIR'");
        }
        if (runs < 1 || warmUps < 0) {
            throw new ParameterException(
                    spec.commandLine(),
                    "runs (%d) must be at least 1 and warmUps (%d) not negative".formatted(runs, warmUps));
        }
        List<Path> pictures = pictures(images);
        PrintWriter out = spec.commandLine().getOut();
        try (FaceDetector detector = pipelineOptions.openDetector();
                FaceEmbedder embedder = pipelineOptions.openEmbedder()) {
            StageBenchmark benchmark =
                    new StageBenchmark(new ImageDecoder(ImageLimits.DEFAULT), detector, embedder, warmUps, runs);
            String hardware = Hardware.current().toString();
            out.println(hardware);
            out.printf(
                    "embedder %s; median of %d runs after %d; milliseconds; align: all faces, embed: one face, whole: the main face%n",
                    embedder.model(), runs, warmUps);
            out.printf(
                    "%-26s %11s %5s %8s %8s %8s %8s %8s %8s %10s%n",
                    "picture", "size", "faces", "decode", "detect", "align", "embed", "whole", "p95", "pictures/s");
            Map<String, Timing> timings = new LinkedHashMap<>();
            for (Path picture : pictures) {
                Timing timing = benchmark.measure(Files.readAllBytes(picture));
                timings.put(picture.getFileName().toString(), timing);
                print(out, picture.getFileName().toString(), timing);
            }
            if (json != null) {
                new BenchReport(hardware, embedder.model().value(), runs, timings).write(json);
            }
        }
        return 0;
    }

    private static void print(PrintWriter out, String picture, Timing timing) {
        out.printf(
                "%-26s %11s %5d %8.1f %8.1f %8.1f %8.1f %8.1f %8.1f %10.1f%n",
                picture,
                timing.width() + "x" + timing.height(),
                timing.faces(),
                timing.decode().median(),
                timing.detect().median(),
                timing.align().median(),
                timing.embed().median(),
                timing.whole().median(),
                timing.whole().p95(),
                MILLISECONDS_OF_A_SECOND / timing.whole().median());
        out.flush();
    }

    private static List<Path> pictures(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> pictures = files.filter(file -> file.toString().endsWith(".jpg"))
                    .sorted()
                    .toList();
            if (pictures.isEmpty()) {
                throw new DatasetException(
                        "%s has no JPEG picture (*.jpg).%nMaybe name a folder that has some in itself, not in others."
                                .formatted(folder));
            }
            return pictures;
        }
    }
}

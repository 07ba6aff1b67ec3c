package io.facegate.training.cli.benchmark;

import io.facegate.training.benchmark.Hardware;
import io.facegate.training.cli.training.RunDisplay;
import io.facegate.training.configuration.Overrides;
import io.facegate.training.configuration.SettingsReader;
import io.facegate.training.dataset.PreparedDataset;
import io.facegate.training.fit.Averaging;
import io.facegate.training.fit.Precision;
import io.facegate.training.fit.RunSettings;
import io.facegate.training.fit.StepTrace;
import io.facegate.training.fit.TrainingBenchmark;
import io.facegate.training.network.ResNet50;
import io.facegate.training.tracking.EventFile;
import io.facegate.training.tracking.RunDescription;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./facegate bench training}: pictures a second. */
@Command(
        name = "training",
        description = {
            "Measures how many pictures a second ResNet-50 is trained on, all layers, in each precision, and where a step's"
                    + " time goes.",
            "Reading and decoding must be faster than a step, or it would wait for its pictures."
        },
        mixinStandardHelpOptions = true)
final class BenchTrainingCommand implements Callable<Integer> {
    private static final int LONGEST = 6;
    private static final double GIGA = 1e9;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "Prepared data set; may be repeated. See ./facegate prepare.")
    private List<Path> data = List.of();

    @Option(
            names = "--precision",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "float32,bfloat16",
            description = "float32, bfloat16, float16. Default: ${DEFAULT-VALUE}.")
    private List<Precision> precisions = List.of();

    @Option(
            names = "--people",
            paramLabel = "P",
            defaultValue = "8",
            description = "In a batch. Default: ${DEFAULT-VALUE}.")
    private int people;

    @Option(
            names = "--pictures-each",
            paramLabel = "K",
            defaultValue = "4",
            description = "Of each of them. Default: ${DEFAULT-VALUE}.")
    private int picturesEach;

    @Option(
            names = "--width",
            paramLabel = "SHARE",
            defaultValue = "1",
            description = "Of the network: 1, 0.5, 0.25, 0.125 or 0.0625. Default: ${DEFAULT-VALUE}.")
    private double width;

    @Option(
            names = "--face-size",
            paramLabel = "PIXELS",
            description = "Of what the network is given. Default: that of the prepared faces.")
    private @Nullable Integer faceSize;

    @Option(
            names = "--averaging",
            paramLabel = "DECAY",
            defaultValue = "0",
            description = "Of the weights' moving average; 0 for none. Default: ${DEFAULT-VALUE}.")
    private double averaging;

    @Option(names = "--runs", defaultValue = "10", description = "Measured steps. Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Option(
            names = "--warm-ups",
            defaultValue = "3",
            description = "Steps before the measured ones. Default: ${DEFAULT-VALUE}.")
    private int warmUps;

    @Option(
            names = "--threads",
            defaultValue = "0",
            description = "Threads within one TensorFlow operation; 0 takes every core. Default: ${DEFAULT-VALUE}.")
    private int threads;

    @Override
    public Integer call() throws IOException {
        TrainingBenchmark benchmark = benchmark();
        PrintWriter out = spec.commandLine().getOut();
        try (PreparedDataset dataset = PreparedDataset.open(data)) {
            out.println(Hardware.current());
            out.printf(
                    "ResNet-50 of width %s at %d pixels, all layers trained, batch %d; median of %d steps after %d; pictures/s%n",
                    width,
                    faceSize == null ? dataset.geometry().faceSize() : faceSize,
                    benchmark.batchSize(),
                    runs,
                    warmUps);
            out.printf(Locale.ROOT, "%-20s %8.0f%n", "input, 1 reader", benchmark.input(dataset, 1));
            for (Precision precision : precisions) {
                print(precision.name().toLowerCase(Locale.ROOT), compute(benchmark, dataset, precision), out);
            }
        }
        return 0;
    }

    private TrainingBenchmark benchmark() throws IOException {
        RunSettings settings = new SettingsReader().read(null, new Overrides("quick-cpu", data, data));
        try {
            return new TrainingBenchmark(
                    new ResNet50(
                            settings.network().dimension(), settings.network().dropout(), width),
                    Objects.requireNonNullElse(faceSize, 0),
                    settings.augmentation(),
                    new Averaging(averaging),
                    people,
                    picturesEach,
                    warmUps,
                    runs);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** With summaries as a run writes them. */
    private TrainingBenchmark.Speed compute(TrainingBenchmark benchmark, PreparedDataset dataset, Precision precision)
            throws IOException {
        Path summaries = Files.createTempDirectory("facegate-bench");
        try (EventFile events =
                        new EventFile(summaries, new RunDescription("bench", new TreeMap<>()), InstantSource.system());
                RunDisplay display = new RunDisplay(
                        spec.commandLine().getOut(),
                        events,
                        picture -> new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB),
                        System::nanoTime)) {
            return benchmark.compute(dataset, precision, threads, display);
        } finally {
            try (Stream<Path> files = Files.walk(summaries)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void print(String precision, TrainingBenchmark.Speed speed, PrintWriter out) {
        out.printf(Locale.ROOT, "%-20s %8.1f%n", precision + " forward", speed.forward());
        out.printf(Locale.ROOT, "%-20s %8.1f%n", precision + " step", speed.step());
        TrainingBenchmark.Wall wall = speed.wall();
        out.printf(
                Locale.ROOT,
                "  of a step: waiting for pictures %s, copies in and out %s, TensorFlow %s, summaries %s%n",
                percent(wall.waiting()),
                percent(wall.copying()),
                percent(wall.running()),
                percent(wall.telling()));
        out.printf(
                "  of TensorFlow's operations: %s%n",
                Arrays.stream(StepTrace.Part.values())
                        .filter(part -> speed.trace().share(part) > 0)
                        .map(part -> part.name().toLowerCase(Locale.ROOT) + " "
                                + percent(speed.trace().share(part)))
                        .collect(Collectors.joining(", ")));
        out.printf(
                "  the longest: %s%n",
                speed.trace().longest(LONGEST).entrySet().stream()
                        .map(entry -> entry.getKey() + " " + percent(entry.getValue()))
                        .collect(Collectors.joining(", ")));
        out.printf(
                Locale.ROOT,
                "  %.0f GFLOP a step, %.0f GFLOP/s: %s of the %.0f that a product of two large matrices reaches%n",
                speed.flopsPerStep() / GIGA,
                speed.flopsPerSecond() / GIGA,
                percent(speed.flopsPerSecond() / speed.productFlopsPerSecond()),
                speed.productFlopsPerSecond() / GIGA);
        out.flush();
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f%%", 100 * share);
    }
}

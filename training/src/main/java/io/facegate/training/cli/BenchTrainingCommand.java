package io.facegate.training.cli;

import io.facegate.training.benchmark.Hardware;
import io.facegate.training.configuration.SettingsReader;
import io.facegate.training.dataset.PreparedDataset;
import io.facegate.training.fit.Precision;
import io.facegate.training.fit.RunSettings;
import io.facegate.training.fit.TrainingBenchmark;
import io.facegate.training.network.ResNet50;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./facegate bench training}: pictures a second. */
@Command(
        name = "training",
        description = {
            "Measures how many pictures a second ResNet-50 is trained on, all layers, in each precision.",
            "Reading and decoding must be faster than a step, or it would wait for its pictures."
        },
        mixinStandardHelpOptions = true)
final class BenchTrainingCommand implements Callable<Integer> {
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
        RunSettings settings = new SettingsReader().read(null, new SettingsReader.Overrides("quick-cpu", data, data));
        TrainingBenchmark benchmark = new TrainingBenchmark(
                new ResNet50(settings.network().dimension(), settings.network().dropout()),
                settings.augmentation(),
                people,
                picturesEach,
                warmUps,
                runs);
        PrintWriter out = spec.commandLine().getOut();
        try (PreparedDataset dataset = PreparedDataset.open(data)) {
            out.println(Hardware.current());
            out.printf(
                    "ResNet-50 at %d pixels, all layers trained, batch %d; median of %d steps after %d; pictures/s%n",
                    dataset.geometry().faceSize(), benchmark.batchSize(), runs, warmUps);
            out.printf(Locale.ROOT, "%-20s %8.0f%n", "input, 1 reader", benchmark.input(dataset, 1));
            for (Precision precision : precisions) {
                TrainingBenchmark.Speed speed = benchmark.compute(dataset, precision, threads);
                String name = precision.name().toLowerCase(Locale.ROOT);
                out.printf(Locale.ROOT, "%-20s %8.1f%n", name + " forward", speed.forward());
                out.printf(Locale.ROOT, "%-20s %8.1f%n", name + " step", speed.step());
                out.flush();
            }
        }
        return 0;
    }
}

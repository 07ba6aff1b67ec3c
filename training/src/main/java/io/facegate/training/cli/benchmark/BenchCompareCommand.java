package io.facegate.training.cli.benchmark;

import io.facegate.training.benchmark.BenchReport;
import io.facegate.training.benchmark.Spread;
import io.facegate.training.benchmark.StageBenchmark.Timing;
import io.facegate.training.dataset.DatasetException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./facegate bench compare}: how many times as fast. */
@Command(
        name = "compare",
        description = {
            "Compares two reports of ./facegate bench --json: how many times as fast each stage is in the second one.",
            "Above 1 it is faster. Only reports of one machine, one after the other, say anything."
        },
        mixinStandardHelpOptions = true)
final class BenchCompareCommand implements Callable<Integer> {
    private static final List<Function<Timing, Spread>> STAGES =
            List.of(Timing::decode, Timing::detect, Timing::align, Timing::embed, Timing::whole);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "OLD", description = "Report that the other one is compared with.")
    private Path old = Path.of("");

    @Parameters(index = "1", paramLabel = "NEW", description = "Report that is compared.")
    private Path recent = Path.of("");

    @Override
    public Integer call() throws IOException {
        BenchReport before = BenchReport.read(old);
        BenchReport after = BenchReport.read(recent);
        List<String> both = before.pictures().keySet().stream()
                .filter(after.pictures()::containsKey)
                .toList();
        if (both.isEmpty()) {
            throw new DatasetException("%s and %s have no picture in common.".formatted(old, recent));
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("old: " + before.hardware() + "; " + before.embedder());
        out.println("new: " + after.hardware() + "; " + after.embedder());
        if (!before.hardware().equals(after.hardware())) {
            out.println("These are two machines: the ratios say nothing about the software.");
        }
        out.printf("%-26s %8s %8s %8s %8s %8s%n", "picture", "decode", "detect", "align", "embed", "whole");
        List<double[]> ratios = new ArrayList<>();
        for (String picture : both) {
            double[] ratio = ratios(before.of(picture), after.of(picture));
            ratios.add(ratio);
            print(out, picture, ratio);
        }
        print(out, "geometric mean", mean(ratios));
        return 0;
    }

    /** NaN for what one of them doesn't reach. */
    private static double[] ratios(Timing before, Timing after) {
        return STAGES.stream()
                .mapToDouble(stage ->
                        stage.apply(before).median() / stage.apply(after).median())
                .map(ratio -> ratio > 0 && ratio < Double.POSITIVE_INFINITY ? ratio : Double.NaN)
                .toArray();
    }

    private static double[] mean(List<double[]> ratios) {
        double[] mean = new double[STAGES.size()];
        for (int i = 0; i < mean.length; i++) {
            int stage = i;
            mean[i] = Math.exp(ratios.stream()
                    .mapToDouble(ratio -> Math.log(ratio[stage]))
                    .filter(value -> !Double.isNaN(value))
                    .average()
                    .orElse(Double.NaN));
        }
        return mean;
    }

    private static void print(PrintWriter out, String name, double[] ratios) {
        out.printf("%-26s", name);
        for (double ratio : ratios) {
            out.printf(" %8s", Double.isNaN(ratio) ? "-" : String.format(Locale.ROOT, "%.2f", ratio));
        }
        out.println();
    }
}

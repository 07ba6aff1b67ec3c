package io.facegate.training.cli.evaluation;

import io.facegate.training.cli.option.PeopleOptions;
import io.facegate.training.cli.option.PipelineOptions;
import io.facegate.training.cli.progress.Progress;
import io.facegate.training.evaluation.EmbeddedPictures;
import io.facegate.vision.FacePipeline;
import io.facegate.vision.quality.FaceQuality;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./facegate evaluate quality}: what the quality gate's thresholds are tuned by. */
@Command(
        name = "quality",
        description = "Shows how the quality measures of a folder's faces are distributed.",
        mixinStandardHelpOptions = true)
final class EvaluateQualityCommand implements Callable<Integer> {
    private static final double[] PERCENTILES = {0.1, 0.5, 1, 5, 25, 50, 75, 95, 99, 99.5, 99.9};

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private PeopleOptions people = new PeopleOptions();

    @Mixin
    private PipelineOptions pipelineOptions = new PipelineOptions();

    @Override
    public Integer call() throws IOException {
        List<Path> pictures = people.pictures(spec.commandLine().getErr()).values().stream()
                .flatMap(List::stream)
                .toList();
        try (FacePipeline pipeline = pipelineOptions.open()) {
            EmbeddedPictures measured =
                    Progress.embed("measuring", pictures, pipeline).requireFaces();
            print(measured.faces().values().stream()
                    .map(FacePipeline.EmbeddedFace::quality)
                    .toList());
        }
        return 0;
    }

    private void print(List<FaceQuality> qualities) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%d faces; percentiles%n%-22s", qualities.size(), "");
        for (double percentile : PERCENTILES) {
            out.printf("%8s", percentile);
        }
        out.println();
        row(out, "inter-eye distance", qualities, FaceQuality::interEyeDistance);
        row(out, "sharpness", qualities, FaceQuality::sharpness);
        row(out, "noise", qualities, FaceQuality::noise);
        row(out, "grey levels", qualities, FaceQuality::greyLevels);
        row(out, "flat share (%)", qualities, quality -> 100 * quality.flatShare());
        row(out, "brightness", qualities, FaceQuality::brightness);
        row(out, "contrast", qualities, FaceQuality::contrast);
        row(out, "yaw (absolute)", qualities, quality -> Math.abs(quality.pose().yaw()));
        row(out, "pitch", qualities, quality -> quality.pose().pitch());
        row(
                out,
                "roll (absolute)",
                qualities,
                quality -> Math.abs(quality.pose().roll()));
        row(out, "unified (%)", qualities, quality -> 100 * quality.unified());
        out.flush();
    }

    private static void row(
            PrintWriter out, String name, List<FaceQuality> qualities, ToDoubleFunction<FaceQuality> measure) {
        double[] sorted = qualities.stream().mapToDouble(measure).sorted().toArray();
        out.printf("%-22s", name);
        for (double percentile : PERCENTILES) {
            out.printf("%8.1f", sorted[(int) Math.round(percentile / 100 * (sorted.length - 1))]);
        }
        out.println();
    }
}

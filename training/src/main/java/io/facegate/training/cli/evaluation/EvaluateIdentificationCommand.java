package io.facegate.training.cli.evaluation;

import io.facegate.training.cli.option.EnoughPeople;
import io.facegate.training.cli.option.PeopleOptions;
import io.facegate.training.cli.option.PipelineOptions;
import io.facegate.training.cli.progress.Progress;
import io.facegate.training.evaluation.EmbeddedPictures;
import io.facegate.training.evaluation.IdentificationReport;
import io.facegate.vision.FacePipeline;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.score.ScoreNormalisation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./facegate evaluate identification}: who is this, or nobody we know? */
@Command(
        name = "identification",
        description = {
            "Enrols one picture of each person who has several, looks for their other pictures,",
            "and for strangers: the people with one picture, who are not enrolled."
        },
        mixinStandardHelpOptions = true)
final class EvaluateIdentificationCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private PeopleOptions people = new PeopleOptions();

    @Mixin
    private PipelineOptions pipelineOptions = new PipelineOptions();

    @Override
    public Integer call() throws IOException {
        Map<String, List<Path>> pictures = people.pictures(spec.commandLine().getErr());
        new EnoughPeople(pictures).withSeveralPictures(1, "An identification").withOnePicture("An identification");
        List<Path> all = pictures.values().stream().flatMap(List::stream).toList();
        PrintWriter out = spec.commandLine().getOut();
        try (FacePipeline pipeline = pipelineOptions.open()) {
            EmbeddedPictures embedded = Progress.embed(all, pipeline);
            ModelDescriptor model = pipelineOptions.embedderOf(pipeline);
            out.printf("%-24s %s%n", "embedder", model.id());
            out.print(report(embedded.embeddings(pictures), pipelineOptions.normalisationOf(pipeline))
                    .toText(model.calibration()));
            out.flush();
        }
        return 0;
    }

    private static IdentificationReport report(
            SortedMap<String, List<@Nullable Embedding>> people, ScoreNormalisation normalisation) {
        try {
            return IdentificationReport.of(people, normalisation);
        } catch (IllegalArgumentException e) {
            throw EnoughPeople.tooFew(e);
        }
    }
}

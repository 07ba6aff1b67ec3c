package io.facegate.training.cli.evaluation;

import io.facegate.training.cli.option.EnoughPeople;
import io.facegate.training.cli.option.PeopleOptions;
import io.facegate.training.cli.option.PipelineOptions;
import io.facegate.training.cli.progress.Progress;
import io.facegate.training.evaluation.Comparisons;
import io.facegate.training.evaluation.EmbeddedPictures;
import io.facegate.vision.FacePipeline;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.score.ScoreNormalisation;
import java.io.IOException;
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

/** {@code ./facegate evaluate people}: verification and identification of everyone in a folder. */
@Command(
        name = "people",
        description = {
            "Compares the pictures of a folder's people, or of listed people, with each other.",
            "Of genuine and of impostor pairs every one counts, or a million random ones; the accuracy is of as many "
                    + "genuine as impostor pairs, in ten folds that share nobody."
        },
        mixinStandardHelpOptions = true)
final class EvaluatePeopleCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private PeopleOptions people = new PeopleOptions();

    @Mixin
    private PipelineOptions pipelineOptions = new PipelineOptions();

    @Mixin
    private EvaluationOptions evaluationOptions = new EvaluationOptions();

    @Override
    public Integer call() throws IOException {
        Map<String, List<Path>> pictures = people.pictures(spec.commandLine().getErr());
        new EnoughPeople(pictures).withSeveralPictures(Comparisons.LEAST_PEOPLE, "A cross-validation in ten folds");
        List<Path> all = pictures.values().stream().flatMap(List::stream).toList();
        try (FacePipeline pipeline = pipelineOptions.open()) {
            EmbeddedPictures embedded = Progress.embed(all, pipeline);
            SortedMap<String, List<@Nullable Embedding>> embeddings = embedded.embeddings(pictures);
            evaluationOptions.report(
                    spec.commandLine().getOut(),
                    pipelineOptions.embedderOf(pipeline),
                    people.describe(),
                    embedded,
                    embeddings,
                    pipelineOptions.normalisationOf(pipeline),
                    compare(embeddings, pipelineOptions.normalisationOf(pipeline)));
        }
        return 0;
    }

    private Comparisons compare(
            SortedMap<String, List<@Nullable Embedding>> embeddings, ScoreNormalisation normalisation) {
        try {
            return Comparisons.ofPeople(embeddings, normalisation, evaluationOptions.seed());
        } catch (IllegalArgumentException e) {
            throw EnoughPeople.tooFew(e);
        }
    }
}

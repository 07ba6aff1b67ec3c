package io.facegate.training.cli.evaluation;

import io.facegate.training.cli.option.PeopleOptions;
import io.facegate.training.cli.option.PipelineOptions;
import io.facegate.training.cli.progress.Progress;
import io.facegate.training.dataset.DatasetException;
import io.facegate.training.dataset.IdentityFolder;
import io.facegate.training.dataset.PairsFile;
import io.facegate.training.evaluation.Comparisons;
import io.facegate.training.evaluation.EmbeddedPictures;
import io.facegate.vision.FacePipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./facegate evaluate pairs}: verification of listed pairs through the whole pipeline. */
@Command(
        name = "pairs",
        description =
                "Verifies the pairs of an LFW-style list through the whole pipeline: decode, detect, align, embed.",
        mixinStandardHelpOptions = true)
final class EvaluatePairsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "PAIRS", description = "File of pairs in the format of LFW's pairs.txt.")
    private Path pairsFile = Path.of("pairs.txt");

    @Option(
            names = "--images",
            paramLabel = "DIR",
            required = true,
            description = "Folder with one folder of pictures for each person.")
    private Path images = Path.of("images");

    @Mixin
    private PipelineOptions pipelineOptions = new PipelineOptions();

    @Mixin
    private EvaluationOptions evaluationOptions = new EvaluationOptions();

    @Override
    public Integer call() throws IOException {
        PairsFile pairs = PairsFile.read(pairsFile);
        requireSeveralFolds(pairs);
        IdentityFolder folder = new IdentityFolder(images);
        Set<Path> pictures = Comparisons.pictures(pairs, folder);
        requireThere(pictures);
        try (FacePipeline pipeline = pipelineOptions.open()) {
            EmbeddedPictures embedded = Progress.embed(pictures, pipeline).requireFaces();
            evaluationOptions.report(
                    spec.commandLine().getOut(),
                    pipelineOptions.embedderOf(pipeline),
                    PeopleOptions.name(images) + ", " + PeopleOptions.name(pairsFile),
                    embedded,
                    embedded.embeddings(pictures.stream().collect(Collectors.groupingBy(EvaluatePairsCommand::person))),
                    pipelineOptions.normalisationOf(pipeline),
                    Comparisons.listed(pairs, folder, embedded.faces(), pipelineOptions.normalisationOf(pipeline)));
        }
        return 0;
    }

    private void requireSeveralFolds(PairsFile pairs) {
        if (pairs.folds().size() < 2) {
            throw new DatasetException(
                    "%s has one fold, where each is decided by the threshold that is best on the others.%nMaybe deal its pairs into ten, as LFW's pairs.txt has them."
                            .formatted(pairsFile));
        }
    }

    private void requireThere(Set<Path> pictures) {
        List<Path> missing =
                pictures.stream().filter(picture -> !Files.isReadable(picture)).toList();
        if (!missing.isEmpty()) {
            throw new DatasetException(
                    "%s names %d pictures of which %d are not there, such as %s.%nMaybe --images is the folder of another data set: a picture is NAME/NAME_0001.jpg in it."
                            .formatted(pairsFile, pictures.size(), missing.size(), missing.get(0)));
        }
    }

    private static String person(Path picture) {
        return PeopleOptions.name(Objects.requireNonNull(picture.getParent()));
    }
}

package io.facegate.training.cli.evaluation;

import io.facegate.training.cli.option.PipelineOptions;
import io.facegate.training.cli.progress.Progress;
import io.facegate.training.dataset.DatasetException;
import io.facegate.training.dataset.IdentityFolder;
import io.facegate.training.dataset.PairsFile;
import io.facegate.training.evaluation.Comparisons;
import io.facegate.training.evaluation.CrowdedPicture;
import io.facegate.training.evaluation.FaceRule;
import io.facegate.training.evaluation.RocCurve;
import io.facegate.training.evaluation.ScoredPair;
import io.facegate.vision.FacePipeline;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.score.ScoreNormalisation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./facegate evaluate faces}: what is lost by which face of a picture is taken. */
@Command(
        name = "faces",
        description = {
            "Verifies those pairs of an LFW-style list of which a picture has several faces, by each rule that takes one of"
                    + " them:",
            "the main one (area less twice the squared distance from the picture's centre), the central one, the largest."
        },
        mixinStandardHelpOptions = true)
final class EvaluateFacesCommand implements Callable<Integer> {
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

    /** A pair of the list, both of whose pictures have a face. */
    private record Pair(CrowdedPicture first, CrowdedPicture second, boolean genuine) {
        boolean crowded() {
            return first.faces() > 1 || second.faces() > 1;
        }

        ScoredPair scored(FaceRule rule, ScoreNormalisation scores) {
            return new ScoredPair(
                    scores.score(taken(first, rule), taken(second, rule)).value(), genuine);
        }

        private static Embedding taken(CrowdedPicture picture, FaceRule rule) {
            return Objects.requireNonNull(picture.taken().get(rule));
        }
    }

    @Override
    public Integer call() throws IOException {
        PairsFile listed = PairsFile.read(pairsFile);
        IdentityFolder folder = new IdentityFolder(images);
        try (FacePipeline pipeline = pipelineOptions.open()) {
            report(
                    crowded(listed, folder, embedded(listed, folder, pipeline)),
                    pipelineOptions.normalisationOf(pipeline));
        }
        return 0;
    }

    private static Map<Path, CrowdedPicture> embedded(PairsFile pairs, IdentityFolder folder, FacePipeline pipeline) {
        Set<Path> pictures = Comparisons.pictures(pairs, folder);
        try (ProgressBar progress = Progress.of("embedding", pictures.size())) {
            return CrowdedPicture.of(pictures, pipeline, progress::step);
        }
    }

    private static List<Pair> crowded(PairsFile listed, IdentityFolder folder, Map<Path, CrowdedPicture> pictures) {
        return listed.folds().stream()
                .flatMap(List::stream)
                .filter(pair -> pictures.containsKey(folder.lfwPicture(pair.first()))
                        && pictures.containsKey(folder.lfwPicture(pair.second())))
                .map(pair -> new Pair(
                        Objects.requireNonNull(pictures.get(folder.lfwPicture(pair.first()))),
                        Objects.requireNonNull(pictures.get(folder.lfwPicture(pair.second()))),
                        pair.genuine()))
                .filter(Pair::crowded)
                .toList();
    }

    private void report(List<Pair> pairs, ScoreNormalisation scores) {
        long genuine = pairs.stream().filter(Pair::genuine).count();
        if (genuine == 0 || genuine == pairs.size()) {
            throw new DatasetException(
                    "Of %s, %d pairs of the same person and %d of different people have a picture with several faces.%nMaybe give a longer list."
                            .formatted(pairsFile, genuine, pairs.size() - genuine));
        }
        PrintWriter out = spec.commandLine().getOut();
        out.printf("pairs with several faces in a picture: %d genuine, %d impostor%n", genuine, pairs.size() - genuine);
        for (FaceRule rule : FaceRule.values()) {
            RocCurve roc = RocCurve.of(
                    pairs.stream().map(pair -> pair.scored(rule, scores)).toList());
            out.printf(
                    Locale.ROOT,
                    "%-8s AUC %.4f, equal error rate %.4f%n",
                    rule.name().toLowerCase(Locale.ROOT),
                    roc.areaUnderCurve(),
                    roc.equalErrorRate());
        }
        out.flush();
    }
}

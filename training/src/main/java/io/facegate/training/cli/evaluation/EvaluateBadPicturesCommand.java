package io.facegate.training.cli.evaluation;

import io.facegate.training.cli.option.PeopleOptions;
import io.facegate.training.cli.option.PipelineOptions;
import io.facegate.training.cli.progress.Progress;
import io.facegate.training.dataset.DatasetException;
import io.facegate.training.dataset.IdentityFolder;
import io.facegate.training.dataset.PairsFile;
import io.facegate.training.degradation.Degradation;
import io.facegate.training.degradation.DegradationSeries;
import io.facegate.training.evaluation.Comparisons;
import io.facegate.training.evaluation.EmbeddedPictures;
import io.facegate.training.evaluation.GenuinePairs;
import io.facegate.training.evaluation.StrangersTrial;
import io.facegate.training.visualization.Figure;
import io.facegate.training.visualization.QualityFigures;
import io.facegate.vision.FacePipeline;
import io.facegate.vision.model.Calibration;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.quality.QualityGate;
import io.facegate.vision.score.ScoreNormalisation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./facegate evaluate bad-pictures}: what bad pictures do to false matches, and what refusing them costs. */
@Command(
        name = "bad-pictures",
        description = {
            "Makes one picture of each person bad in many ways, and counts the pairs of strangers that would be granted.",
            "With --pairs also the genuine pairs that are refused, and those missed the more is refused."
        },
        mixinStandardHelpOptions = true)
final class EvaluateBadPicturesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private PeopleOptions people = new PeopleOptions();

    @Mixin
    private PipelineOptions pipelineOptions = new PipelineOptions();

    @Option(
            names = "--people",
            paramLabel = "N",
            defaultValue = "200",
            description = "At most so many people. Default: ${DEFAULT-VALUE}.")
    private int most;

    @Option(
            names = "--fmr",
            paramLabel = "RATE",
            defaultValue = "1e-4",
            description = "The false match rate whose threshold decides. Default: ${DEFAULT-VALUE}.")
    private double rate;

    @Option(
            names = "--pairs",
            paramLabel = "FILE",
            description = "File of pairs in the format of LFW's pairs.txt, of pictures of the same folder.")
    private @Nullable Path pairsFile;

    @Option(names = "--to", paramLabel = "DIR", description = "Write bad-pictures.csv and figures (PNG, SVG) here.")
    private @Nullable Path folder;

    @Override
    public Integer call() throws IOException {
        List<Path> pictures = people.pictures(spec.commandLine().getErr()).values().stream()
                .map(ofOne -> ofOne.get(0))
                .limit(most)
                .toList();
        if (pictures.size() < 2) {
            throw new DatasetException("Strangers are two people at least.%nMaybe give a folder of more.".formatted());
        }
        try (FacePipeline pipeline = pipelineOptions.open()) {
            ModelDescriptor model = pipelineOptions.embedderOf(pipeline);
            ScoreNormalisation scores = ScoreNormalisation.load(pipelineOptions.store(), model);
            float threshold = threshold(model);
            List<Figure> figures = new ArrayList<>();
            Map<String, List<StrangersTrial>> trials = strangers(pictures, pipeline, scores, threshold);
            figures.add(QualityFigures.ungated(trials, rate));
            figures.add(QualityFigures.gated(trials, rate));
            if (pairsFile != null) {
                GenuinePairs genuine = genuine(pairsFile, pipeline, scores, threshold);
                spec.commandLine().getOut().print(genuine.toText());
                figures.add(QualityFigures.refusals(genuine.curve(), rate));
            }
            write(figures);
        }
        spec.commandLine().getOut().flush();
        return 0;
    }

    private float threshold(ModelDescriptor model) {
        Calibration calibration = model.calibration();
        try {
            return Objects.requireNonNull(calibration, "The embedder is not calibrated")
                    .at(rate)
                    .threshold();
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new DatasetException(String.valueOf(e.getMessage()));
        }
    }

    private Map<String, List<StrangersTrial>> strangers(
            List<Path> pictures, FacePipeline pipeline, ScoreNormalisation scores, float threshold) throws IOException {
        List<DegradedFaces> clear = pictures.stream()
                .map(picture -> DegradedFaces.of(picture, pipeline))
                .filter(Objects::nonNull)
                .toList();
        PrintWriter out = spec.commandLine().getOut();
        String heading = String.format(
                "%-20s %8s %9s %9s %11s %12s %11s",
                "", "no face", "measured", "refused", "ungated", "by measures", "granted");
        out.println(heading);
        StringBuilder csv = new StringBuilder(
                "fault,strength,pictures,pairs,no_face,refused_by_measures,refused,granted_ungated,granted_by_measures,granted\n");
        Map<String, List<StrangersTrial>> trials = new LinkedHashMap<>();
        int all = DegradationSeries.ALL.stream()
                .mapToInt(series -> series.strengths().size())
                .sum();
        try (ProgressBar progress = Progress.of("bad pictures", (long) all * clear.size())) {
            for (DegradationSeries series : DegradationSeries.ALL) {
                List<StrangersTrial> ofFault = new ArrayList<>();
                for (Degradation degradation : series.strengths()) {
                    StrangersTrial trial = StrangersTrial.of(
                            DegradedFaces.embed(clear, degradation, pipeline, progress::step),
                            QualityGate.DECISIONS,
                            scores,
                            threshold);
                    ofFault.add(trial);
                    out.println(row(degradation, trial));
                    out.flush();
                    csv.append(line(degradation, trial));
                }
                trials.put(series.fault().code(), ofFault);
            }
        }
        if (folder != null) {
            Files.writeString(Files.createDirectories(folder).resolve("bad-pictures.csv"), csv);
        }
        return trials;
    }

    private static String row(Degradation degradation, StrangersTrial trial) {
        return String.format(
                Locale.ROOT,
                "%-20s %7.1f%% %8.1f%% %8.1f%% %11.2e %12.2e %11.2e",
                degradation,
                100 * trial.noFace(),
                100 * trial.refusedByMeasures(),
                100 * trial.refused(),
                trial.grantedUngated(),
                trial.grantedByMeasures(),
                trial.granted());
    }

    private static String line(Degradation degradation, StrangersTrial trial) {
        return String.format(
                Locale.ROOT,
                "%s,%s,%d,%d,%.4f,%.4f,%.4f,%.3e,%.3e,%.3e%n",
                degradation.fault().code(),
                degradation.strength(),
                trial.pictures(),
                trial.pairs(),
                trial.noFace(),
                trial.refusedByMeasures(),
                trial.refused(),
                trial.grantedUngated(),
                trial.grantedByMeasures(),
                trial.granted());
    }

    private GenuinePairs genuine(Path file, FacePipeline pipeline, ScoreNormalisation scores, float threshold)
            throws IOException {
        PairsFile pairs = PairsFile.read(file);
        IdentityFolder images = new IdentityFolder(people.folder());
        EmbeddedPictures embedded =
                Progress.embed(Comparisons.pictures(pairs, images), pipeline).requireFaces();
        return GenuinePairs.of(pairs, images, embedded, QualityGate.DECISIONS, scores, threshold);
    }

    private void write(List<Figure> figures) throws IOException {
        if (folder != null) {
            Files.createDirectories(folder);
            for (Figure figure : figures) {
                figure.write(folder);
            }
        }
    }
}

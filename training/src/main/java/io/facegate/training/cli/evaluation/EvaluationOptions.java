package io.facegate.training.cli.evaluation;

import io.facegate.training.benchmark.Hardware;
import io.facegate.training.evaluation.Comparisons;
import io.facegate.training.evaluation.EmbeddedPictures;
import io.facegate.training.evaluation.Evaluation;
import io.facegate.training.evaluation.IdentificationReport;
import io.facegate.training.evaluation.OperatingPoint;
import io.facegate.training.evaluation.PairsTable;
import io.facegate.training.evaluation.VerificationReport;
import io.facegate.training.tracking.SourceRevision;
import io.facegate.training.visualization.EmbeddingMap;
import io.facegate.training.visualization.EvaluationPage;
import io.facegate.training.visualization.Figure;
import io.facegate.training.visualization.IdentificationFigure;
import io.facegate.training.visualization.Tsne;
import io.facegate.training.visualization.VerificationFigures;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.score.ScoreNormalisation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What becomes of an evaluation: a table on the console and, if wanted, a page with figures. */
final class EvaluationOptions {
    private static final int TRUSTED_NEIGHBOURS = 10;

    @Option(
            names = "--to",
            paramLabel = "DIR",
            description =
                    "Write index.html, evaluation.json, pairs.csv (scores and labels) and the figures (PNG, SVG) into"
                            + " this folder.")
    private @Nullable Path folder;

    @Option(
            names = "--map-people",
            paramLabel = "N",
            defaultValue = "20",
            description =
                    "People on the t-SNE map, those with the most pictures; 0 draws none. Default: ${DEFAULT-VALUE}.")
    private int mapPeople;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of drawn pairs, resamples and the map. Default: ${DEFAULT-VALUE}.")
    private long seed;

    long seed() {
        return seed;
    }

    /**
     * @param people every picture's embedding; null where there is no face
     * @param normalisation of the embedder, by which the comparisons were scored
     */
    void report(
            PrintWriter out,
            ModelDescriptor model,
            String data,
            EmbeddedPictures pictures,
            SortedMap<String, List<@Nullable Embedding>> people,
            ScoreNormalisation normalisation,
            Comparisons comparisons)
            throws IOException {
        VerificationReport verification = VerificationReport.of(comparisons, seed);
        int count = pictures.faces().size() + pictures.rejected().size();
        out.printf("%-16s %s%n", "embedder", model.id());
        out.printf(
                "%-16s %s%n",
                "score",
                normalisation.centres().isEmpty()
                        ? "cosine"
                        : "cosine, normalised by %d centres"
                                .formatted(normalisation.centres().size()));
        out.printf(
                "%-16s %d (%d rejected)%n",
                "pictures", count, pictures.rejected().size());
        out.print(verification.toText());
        for (OperatingPoint point : Evaluation.calibrated(model.calibration(), comparisons)) {
            out.printf(
                    "served at %-6s FNMR %.4f, FMR %.1e (%d false accepts); threshold %.4f%n",
                    "%.0e".formatted(point.rate()),
                    point.falseRejectRate(),
                    point.falseAcceptRate(),
                    point.falseAccepts(),
                    point.threshold());
        }
        out.flush();
        if (folder == null) {
            return;
        }
        List<Figure> figures = new ArrayList<>(VerificationFigures.of(comparisons, verification.bestThreshold()));
        IdentificationReport identification =
                hasStrangers(people) ? IdentificationReport.of(people, normalisation) : null;
        if (identification != null) {
            figures.add(IdentificationFigure.of(identification));
        }
        EmbeddingMap map = map(people);
        if (map != null) {
            figures.add(map.figure());
        }
        new EvaluationPage(
                        new Evaluation(
                                model.id().value(),
                                data,
                                Instant.now(),
                                SourceRevision.current(),
                                Hardware.current().toString(),
                                count,
                                pictures.rejected().values().stream()
                                        .collect(Collectors.groupingBy(
                                                rejection -> rejection.code(),
                                                TreeMap::new,
                                                Collectors.summingInt(rejection -> 1))),
                                verification,
                                identification,
                                model.calibration(),
                                Evaluation.calibrated(model.calibration(), comparisons),
                                map == null ? null : map.trustworthiness(TRUSTED_NEIGHBOURS)),
                        figures)
                .write(folder);
        new PairsTable(comparisons).write(folder.resolve("pairs.csv"));
        out.printf("%-16s %s%n", "page", folder.resolve("index.html"));
        out.flush();
    }

    /** Null of too few faces. */
    private @Nullable EmbeddingMap map(SortedMap<String, List<@Nullable Embedding>> people) {
        List<EmbeddingMap.Point> points = EmbeddingMap.choose(people, Math.max(0, mapPeople));
        return points.size() <= 2 * TRUSTED_NEIGHBOURS ? null : EmbeddingMap.of(points, new Tsne(20, 0.5, 1000, seed));
    }

    /** Whether somebody can be enrolled, and somebody else looked for. */
    private static boolean hasStrangers(SortedMap<String, List<@Nullable Embedding>> people) {
        List<List<@Nullable Embedding>> withFace = people.values().stream()
                .filter(pictures -> pictures.stream().anyMatch(Objects::nonNull))
                .toList();
        return withFace.stream().anyMatch(pictures -> pictures.size() == 1)
                && withFace.stream().anyMatch(pictures -> pictures.size() > 1);
    }
}

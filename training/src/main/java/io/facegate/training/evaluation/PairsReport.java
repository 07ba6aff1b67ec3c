package io.facegate.training.evaluation;

import io.facegate.training.dataset.IdentityFolder;
import io.facegate.training.dataset.PairsFile;
import io.facegate.vision.FacePipeline.EmbeddedFace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/**
 * How well a pipeline tells the pairs of an LFW-style list apart.
 *
 * @param folds scored pairs, fold by fold
 * @param pairsWithoutFace pairs of which a picture gave no face; they count with the lowest score, -1, because a
 *     login without a face is a refused login
 */
public record PairsReport(List<List<ScoredPair>> folds, long pairsWithoutFace) {
    private static final double NO_FACE_SCORE = -1;
    private static final double[] FALSE_ACCEPT_RATES = {1e-1, 1e-2, 1e-3, 1e-4};

    public PairsReport {
        folds = folds.stream().map(List::copyOf).toList();
    }

    /** Every picture that the pairs name. */
    public static Set<Path> pictures(PairsFile pairs, IdentityFolder folder) {
        Set<Path> pictures = new TreeSet<>();
        pairs.folds().stream().flatMap(List::stream).forEach(pair -> {
            pictures.add(path(pair.first(), folder));
            pictures.add(path(pair.second(), folder));
        });
        return pictures;
    }

    public static PairsReport of(PairsFile pairs, IdentityFolder folder, Map<Path, EmbeddedFace> faces) {
        List<List<ScoredPair>> folds = new ArrayList<>();
        long withoutFace = 0;
        for (List<PairsFile.Pair> fold : pairs.folds()) {
            List<ScoredPair> scored = new ArrayList<>();
            for (PairsFile.Pair pair : fold) {
                EmbeddedFace first = faces.get(path(pair.first(), folder));
                EmbeddedFace second = faces.get(path(pair.second(), folder));
                if (first == null || second == null) {
                    withoutFace++;
                    scored.add(new ScoredPair(NO_FACE_SCORE, pair.genuine()));
                } else {
                    scored.add(new ScoredPair(
                            first.embedding().similarityTo(second.embedding()).cosine(), pair.genuine()));
                }
            }
            folds.add(scored);
        }
        return new PairsReport(folds, withoutFace);
    }

    private static Path path(PairsFile.Picture picture, IdentityFolder folder) {
        return folder.lfwPicture(picture.identity(), picture.number());
    }

    public TenFold crossValidation() {
        return TenFold.of(folds);
    }

    public RocCurve rocCurve() {
        return RocCurve.of(allPairs());
    }

    private List<ScoredPair> allPairs() {
        return folds.stream().flatMap(List::stream).toList();
    }

    /** For people to read. */
    public String toText() {
        List<ScoredPair> all = allPairs();
        RocCurve roc = rocCurve();
        TenFold crossValidation = crossValidation();
        double threshold = roc.mostAccurateThreshold();
        Confusion confusion = Confusion.at(threshold, all);
        long genuine = all.stream().filter(ScoredPair::genuine).count();
        StringBuilder text = new StringBuilder();
        line(
                text,
                "pairs",
                "%d genuine, %d impostor, %d without a face",
                genuine,
                all.size() - genuine,
                pairsWithoutFace);
        line(
                text,
                "accuracy",
                "%.4f +- %.4f (standard error; threshold chosen on the other %d folds)",
                crossValidation.mean(),
                crossValidation.standardError(),
                folds.size() - 1);
        line(text, "ROC AUC", "%.4f", roc.areaUnderCurve());
        line(text, "EER", "%.4f", roc.equalErrorRate());
        for (double rate : FALSE_ACCEPT_RATES) {
            OptionalDouble accepted = roc.supportedTruePositiveRateAt(rate);
            if (accepted.isPresent()) {
                line(text, "TAR at FAR %.0e".formatted(rate), "%.4f", accepted.getAsDouble());
            } else {
                line(text, "TAR at FAR %.0e".formatted(rate), "not enough impostor pairs");
            }
        }
        line(
                text,
                "best threshold",
                "%.4f (precision %.4f, recall %.4f, F1 %.4f, FPR %.4f, FNR %.4f)",
                threshold,
                confusion.precision(),
                confusion.recall(),
                confusion.f1(),
                confusion.falsePositiveRate(),
                confusion.falseNegativeRate());
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String format, Object... values) {
        text.append("%-16s ".formatted(name))
                .append(String.format(Locale.ROOT, format, values))
                .append(System.lineSeparator());
    }
}

package io.facegate.training.evaluation;

import io.facegate.training.dataset.IdentityFolder;
import io.facegate.training.dataset.PairsFile;
import io.facegate.vision.FacePipeline.EmbeddedFace;
import io.facegate.vision.quality.FaceQuality;
import io.facegate.vision.quality.QualityDefect;
import io.facegate.vision.quality.QualityGate;
import io.facegate.vision.score.ScoreNormalisation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a quality gate costs those who are whom they say.
 *
 * @param pairs of the same person, with a face in both pictures
 * @param refused of them, by what can be measured or by what the embedder sees
 * @param refusedByMeasures of them, by what can be measured alone
 * @param missed of all of them, at the threshold
 * @param missedOfTheOthers of those that aren't refused
 * @param reasons of refusals, with how many pictures each
 * @param curve missed ones against refused ones
 */
public record GenuinePairs(
        int pairs,
        int refused,
        int refusedByMeasures,
        int missed,
        int missedOfTheOthers,
        Map<String, Integer> reasons,
        RefusalCurve curve) {

    public static GenuinePairs of(
            PairsFile file,
            IdentityFolder images,
            EmbeddedPictures embedded,
            QualityGate gate,
            ScoreNormalisation scores,
            float threshold) {
        List<RefusalCurve.Pair> all = new ArrayList<>();
        Map<String, Integer> reasons = new TreeMap<>();
        int refused = 0;
        int refusedByMeasures = 0;
        int missedOfTheOthers = 0;
        for (PairsFile.Pair pair : file.folds().stream().flatMap(List::stream).toList()) {
            EmbeddedFace first = face(pair.first(), images, embedded);
            EmbeddedFace second = face(pair.second(), images, embedded);
            if (!pair.genuine() || first == null || second == null) {
                continue;
            }
            boolean matched =
                    scores.score(first.embedding(), second.embedding()).atLeast(threshold);
            all.add(new RefusalCurve.Pair(
                    Math.min(first.quality().unified(), second.quality().unified()), matched));
            List<QualityDefect> defects = new ArrayList<>(gate.defects(first.quality()));
            defects.addAll(gate.defects(second.quality()));
            defects.forEach(defect -> reasons.merge(defect.code(), 1, Integer::sum));
            refused += defects.isEmpty() ? 0 : 1;
            refusedByMeasures += measured(gate, first.quality()) && measured(gate, second.quality()) ? 0 : 1;
            missedOfTheOthers += defects.isEmpty() && !matched ? 1 : 0;
        }
        int missed = (int) all.stream().filter(pair -> !pair.matched()).count();
        return new GenuinePairs(
                all.size(), refused, refusedByMeasures, missed, missedOfTheOthers, reasons, RefusalCurve.of(all));
    }

    private static boolean measured(QualityGate gate, FaceQuality quality) {
        return gate.defects(quality.resembling(null)).isEmpty();
    }

    private static @Nullable EmbeddedFace face(
            PairsFile.Picture picture, IdentityFolder images, EmbeddedPictures embedded) {
        return embedded.faces().get(images.lfwPicture(picture));
    }

    public String toText() {
        return String.format(
                Locale.ROOT,
                "%d genuine pairs: %d refused (%.1f%%; %d by measures alone), for %s%nmissed: %d (%.2f%%) of all, %d (%.2f%%) of those not refused%n",
                pairs,
                refused,
                100.0 * refused / pairs,
                refusedByMeasures,
                reasons,
                missed,
                100.0 * missed / pairs,
                missedOfTheOthers,
                100.0 * missedOfTheOthers / Math.max(1, pairs - refused));
    }
}

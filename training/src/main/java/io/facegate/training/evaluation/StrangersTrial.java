package io.facegate.training.evaluation;

import io.facegate.vision.FacePipeline.EmbeddedFace;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.quality.FaceQuality;
import io.facegate.vision.quality.QualityGate;
import io.facegate.vision.score.ScoreNormalisation;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Pictures of people of whom each is another one, all bad in the same way: how many of them are refused, and how many pairs
 * would be taken for one person, by what refuses them. Shares are of all pictures, and of all their pairs, whether a face was
 * found or not.
 *
 * @param pictures how many
 * @param pairs how many pairs they make
 * @param noFace share of the pictures in which no face is found
 * @param refusedByMeasures share refused by what can be measured in the picture
 * @param refused share refused by that, or by what the embedder sees in it
 * @param grantedUngated share of the pairs granted if nothing is refused
 * @param grantedByMeasures share granted of those that no measure refuses
 * @param granted share granted of those that nothing refuses
 */
public record StrangersTrial(
        int pictures,
        long pairs,
        double noFace,
        double refusedByMeasures,
        double refused,
        double grantedUngated,
        double grantedByMeasures,
        double granted) {

    /**
     * @param faces null where none was found
     * @param threshold score from which on two are one person
     */
    public static StrangersTrial of(
            List<@Nullable EmbeddedFace> faces, QualityGate gate, ScoreNormalisation scores, float threshold) {
        List<EmbeddedFace> found = faces.stream().filter(Objects::nonNull).toList();
        Predicate<FaceQuality> measured =
                quality -> gate.defects(quality.resembling(null)).isEmpty();
        Predicate<FaceQuality> good = quality -> gate.defects(quality).isEmpty();
        long pairs = (long) faces.size() * (faces.size() - 1) / 2;
        double all = faces.size();
        return new StrangersTrial(
                faces.size(),
                pairs,
                1 - found.size() / all,
                (found.size() - passing(found, measured).size()) / all,
                (found.size() - passing(found, good).size()) / all,
                (double) granted(found, scores, threshold) / pairs,
                (double) granted(passing(found, measured), scores, threshold) / pairs,
                (double) granted(passing(found, good), scores, threshold) / pairs);
    }

    private static List<EmbeddedFace> passing(List<EmbeddedFace> faces, Predicate<FaceQuality> gate) {
        return faces.stream().filter(face -> gate.test(face.quality())).toList();
    }

    private static long granted(List<EmbeddedFace> faces, ScoreNormalisation scores, float threshold) {
        List<Embedding> embeddings = faces.stream().map(EmbeddedFace::embedding).toList();
        return IntStream.range(0, embeddings.size())
                .parallel()
                .mapToLong(i -> IntStream.range(i + 1, embeddings.size())
                        .filter(j -> scores.score(embeddings.get(i), embeddings.get(j))
                                .atLeast(threshold))
                        .count())
                .sum();
    }
}

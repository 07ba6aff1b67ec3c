package io.facegate.training.calibration;

import io.facegate.training.calibration.Population.Face;
import io.facegate.vision.model.PopulationKind;
import io.facegate.vision.score.Crowding;
import io.facegate.vision.score.ScoreNormalisation;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The scores of all pairs of a population, by what the pairs are. */
final class PairCounts {
    private final SimilarityHistogram genuine = new SimilarityHistogram();
    private final SimilarityHistogram impostor = new SimilarityHistogram();
    private final SimilarityHistogram setAside = new SimilarityHistogram();

    /**
     * @param same cosine from which on two faces may be the same, if both models say so. Not among children: the models find many
     *     of them the same who are not, so that nothing could be told from it
     */
    static PairCounts of(Population population, ScoreNormalisation scores, double same) {
        List<Face> faces = population.faces();
        float[][] vectors =
                faces.stream().map(face -> face.embedding().values()).toArray(float[][]::new);
        double[] crowding = faces.stream()
                .map(face -> scores.crowding(face.embedding()))
                .mapToDouble(Crowding::value)
                .toArray();
        float @Nullable [][] judgements = new float[faces.size()][];
        for (int i = 0; i < judgements.length; i++) {
            var judgement = faces.get(i).judgement();
            judgements[i] =
                    judgement == null || population.kind() == PopulationKind.CHILDREN ? null : judgement.values();
        }
        return IntStream.range(0, vectors.length)
                .parallel()
                .collect(
                        PairCounts::new,
                        (counts, first) -> {
                            for (int second = first + 1; second < vectors.length; second++) {
                                double cosine = dot(vectors[first], vectors[second]);
                                boolean known = faces.get(first).person()
                                        == faces.get(second).person();
                                SimilarityHistogram kind = known
                                        ? counts.genuine
                                        : cosine >= same && agree(judgements[first], judgements[second], same)
                                                ? counts.setAside
                                                : counts.impostor;
                                kind.add(cosine - (crowding[first] + crowding[second]) / 2);
                            }
                        },
                        PairCounts::add);
    }

    private static boolean agree(float @Nullable [] first, float @Nullable [] second, double same) {
        return first != null && second != null && dot(first, second) >= same;
    }

    private static float dot(float[] a, float[] b) {
        float sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    void add(PairCounts other) {
        genuine.add(other.genuine);
        impostor.add(other.impostor);
        setAside.add(other.setAside);
    }

    SimilarityHistogram genuine() {
        return genuine;
    }

    SimilarityHistogram impostor() {
        return impostor;
    }

    SimilarityHistogram setAside() {
        return setAside;
    }
}

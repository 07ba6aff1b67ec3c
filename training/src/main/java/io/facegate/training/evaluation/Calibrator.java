package io.facegate.training.evaluation;

import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.model.Calibration;
import io.facegate.vision.model.Calibration.OperatingPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Finds the thresholds at stated false match rates from all pairs of a set of embeddings. */
public final class Calibrator {
    /** The rates that every calibration is about: it has a threshold at those that enough pairs support. */
    public static final List<Double> FALSE_MATCH_RATES = List.of(1e-2, 1e-3, 1e-4);

    private Calibrator() {}

    /**
     * @param data what the embeddings are of, for the record
     * @param embeddings by identity; people that the model was not trained on
     */
    public static Calibration calibrate(String data, Map<String, List<Embedding>> embeddings) {
        List<float[]> vectors = new ArrayList<>();
        List<Integer> owners = new ArrayList<>();
        int owner = 0;
        for (List<Embedding> ofOne : embeddings.values()) {
            for (Embedding embedding : ofOne) {
                vectors.add(embedding.values());
                owners.add(owner);
            }
            owner++;
        }
        Pairs pairs = IntStream.range(0, vectors.size())
                .parallel()
                .collect(Pairs::new, (found, i) -> found.compareWithLater(i, vectors, owners), Pairs::add);
        if (pairs.impostor.total() == 0 || pairs.genuine.total() == 0) {
            throw new IllegalArgumentException(
                    "A calibration needs pairs of different people (%d) and of the same person (%d).%nMaybe give a folder with more identities, and with several pictures of some."
                            .formatted(pairs.impostor.total(), pairs.genuine.total()));
        }
        List<OperatingPoint> points = FALSE_MATCH_RATES.stream()
                .map(rate -> {
                    double threshold = pairs.impostor.thresholdAt(rate);
                    long missed = pairs.genuine.total() - pairs.genuine.countAtLeast(threshold);
                    return new OperatingPoint(
                            rate,
                            (float) threshold,
                            (double) missed / pairs.genuine.total(),
                            pairs.impostor.countAtLeast(threshold));
                })
                .toList();
        return new Calibration(data, pairs.impostor.total(), pairs.genuine.total(), points);
    }

    private static final class Pairs {
        private final SimilarityHistogram genuine = new SimilarityHistogram();
        private final SimilarityHistogram impostor = new SimilarityHistogram();

        void compareWithLater(int first, List<float[]> vectors, List<Integer> owners) {
            float[] vector = vectors.get(first);
            for (int second = first + 1; second < vectors.size(); second++) {
                SimilarityHistogram histogram = owners.get(first).equals(owners.get(second)) ? genuine : impostor;
                histogram.add(dot(vector, vectors.get(second)));
            }
        }

        void add(Pairs other) {
            genuine.add(other.genuine);
            impostor.add(other.impostor);
        }

        private static float dot(float[] a, float[] b) {
            float sum = 0;
            for (int i = 0; i < a.length; i++) {
                sum += a[i] * b[i];
            }
            return sum;
        }
    }
}

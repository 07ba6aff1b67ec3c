package io.facegate.vision.embedding;

import io.facegate.vision.alignment.FaceCrop;
import io.facegate.vision.model.ModelContract;
import java.util.List;

/**
 * What an embedder gains on this machine by computing in a lower precision, and what that does to its embeddings.
 *
 * @param gain how many times as fast it is, in the geometric mean of one face and several
 * @param leastCosine of the embeddings of the same crop, over the crops that were tried
 */
public record PrecisionTrial(double gain, double leastCosine) {
    /** A gain that is less may be the measurement's error. */
    private static final double LEAST_GAIN = 1.1;

    private static final double LEAST_COSINE = 0.999;
    private static final int ROUNDS = 5;

    /** Both networks stay the caller's. */
    public static PrecisionTrial of(EmbedderNetwork reference, EmbedderNetwork candidate) {
        int side = ((ModelContract.Embedder) reference.descriptor().contract())
                .template()
                .cropSize();
        List<FaceCrop> crops = TrialFaces.ofSide(side);
        double leastCosine = 1;
        for (FaceCrop crop : crops) {
            Embedding expected = reference.run(List.of(crop)).get(0);
            Embedding actual = candidate.run(List.of(crop)).get(0);
            leastCosine = Math.min(leastCosine, expected.similarityTo(actual).cosine());
        }
        double gain = Math.sqrt(gain(reference, candidate, crops.subList(0, 1)) * gain(reference, candidate, crops));
        return new PrecisionTrial(gain, leastCosine);
    }

    /** Whether it is quicker, and gives the same embeddings. */
    public boolean passed() {
        return gain >= LEAST_GAIN && leastCosine >= LEAST_COSINE;
    }

    /** By the best of a few rounds in turn, after a first one, which is slow. */
    private static double gain(EmbedderNetwork reference, EmbedderNetwork candidate, List<FaceCrop> crops) {
        long least = Long.MAX_VALUE;
        long leastOfCandidate = Long.MAX_VALUE;
        for (int round = 0; round <= ROUNDS; round++) {
            least = Math.min(least, nanos(reference, crops));
            leastOfCandidate = Math.min(leastOfCandidate, nanos(candidate, crops));
        }
        return (double) least / leastOfCandidate;
    }

    private static long nanos(EmbedderNetwork network, List<FaceCrop> crops) {
        long start = System.nanoTime();
        network.run(crops);
        return System.nanoTime() - start;
    }
}

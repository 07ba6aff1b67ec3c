package io.facegate.vision.embedding;

import io.facegate.vision.alignment.FaceCrop;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

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
    private static final int CROPS = 8;
    private static final int WAVES = 6;

    /** Both networks stay the caller's. */
    public static PrecisionTrial of(EmbedderNetwork reference, EmbedderNetwork candidate) {
        List<FaceCrop> crops = crops(new FaceEmbedder(reference).template().cropSize());
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

    /** Sums of waves, as a face has more of the low frequencies. Nobody's face has to be shipped for that. */
    private static List<FaceCrop> crops(int side) {
        SplittableRandom random = new SplittableRandom(1);
        List<FaceCrop> crops = new ArrayList<>();
        for (int crop = 0; crop < CROPS; crop++) {
            double[] sums = new double[side * side * 3];
            for (int wave = 1; wave <= WAVES; wave++) {
                double phase = random.nextDouble(2 * Math.PI);
                double along = random.nextDouble(-wave, wave) * Math.PI / side;
                double down = random.nextDouble(-wave, wave) * Math.PI / side;
                for (int i = 0; i < sums.length; i++) {
                    int pixel = i / 3;
                    double angle = phase + along * (pixel % side) + down * (pixel / side) + i % 3 * 0.3;
                    sums[i] += Math.cos(angle) / wave;
                }
            }
            byte[] rgb = new byte[sums.length];
            for (int i = 0; i < rgb.length; i++) {
                rgb[i] = (byte) Math.round(Math.min(255, Math.max(0, 128 + 60 * sums[i])));
            }
            crops.add(new FaceCrop(side, rgb));
        }
        return crops;
    }
}

package io.facegate.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;

/** How similar pictures of different people are: drawn people should spread like real ones. */
record SimilaritySpread(double mean, double deviation, double oneInTenThousand) {
    private static final int PAIRS = 200_000;

    /**
     * @param pictures gives a picture of anybody at each call
     */
    static SimilaritySpread of(Supplier<float[]> pictures) {
        float[] cosines = new float[PAIRS];
        float[] before = pictures.get();
        for (int i = 0; i < PAIRS; i++) {
            float[] picture = pictures.get();
            while (picture == before) {
                picture = pictures.get();
            }
            cosines[i] = cosine(before, picture);
            before = picture;
        }
        Arrays.sort(cosines);
        double mean = mean(cosines);
        double squares = 0;
        for (float cosine : cosines) {
            squares += (cosine - mean) * (cosine - mean);
        }
        return new SimilaritySpread(mean, Math.sqrt(squares / (PAIRS - 1)), cosines[(int) (PAIRS * (1 - 1e-4))]);
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static float cosine(float[] a, float[] b) {
        float sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "mean %.3f, deviation %.3f, one in ten thousand above %.3f",
                mean,
                deviation,
                oneInTenThousand);
    }
}

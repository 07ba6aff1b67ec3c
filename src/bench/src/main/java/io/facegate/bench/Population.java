package io.facegate.bench;

import java.util.List;
import java.util.Random;

/**
 * Draws pictures of strangers, as embeddings: from the Gaussian that has the mean and the full covariance of real
 * pictures of different people, brought to unit length. Isotropic noise would not do: an embedder uses few directions
 * much and many little, and that decides how well approximate searches work.
 */
final class Population {
    private static final double RIDGE = 1e-4;

    private final float[] mean;
    /** Lower triangle of the Cholesky factor of the covariance, row by row. */
    private final float[][] factor;

    private Population(float[] mean, float[][] factor) {
        this.mean = mean;
        this.factor = factor;
    }

    /**
     * @param pictures one of each person, of unit length
     */
    static Population like(List<float[]> pictures) {
        float[] mean = mean(pictures);
        return new Population(mean, Covariance.of(pictures, mean).cholesky(RIDGE));
    }

    int dimension() {
        return mean.length;
    }

    /** A picture of somebody, of unit length. */
    float[] picture(Random random) {
        float[] gaussian = new float[mean.length];
        for (int i = 0; i < gaussian.length; i++) {
            gaussian[i] = (float) random.nextGaussian();
        }
        float[] picture = new float[mean.length];
        for (int i = 0; i < picture.length; i++) {
            float[] row = factor[i];
            float sum = mean[i];
            for (int j = 0; j <= i; j++) {
                sum += row[j] * gaussian[j];
            }
            picture[i] = sum;
        }
        return unit(picture);
    }

    private static float[] mean(List<float[]> vectors) {
        if (vectors.size() < 2) {
            throw new IllegalArgumentException("Two people are needed, and there are %d".formatted(vectors.size()));
        }
        double[] sum = new double[vectors.get(0).length];
        for (float[] vector : vectors) {
            for (int i = 0; i < vector.length; i++) {
                sum[i] += vector[i];
            }
        }
        float[] mean = new float[sum.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (sum[i] / vectors.size());
        }
        return mean;
    }

    static float[] unit(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        float scale = (float) (1 / Math.sqrt(squares));
        float[] unit = new float[vector.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = vector[i] * scale;
        }
        return unit;
    }
}

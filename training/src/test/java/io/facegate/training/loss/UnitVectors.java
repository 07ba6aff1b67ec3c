package io.facegate.training.loss;

import java.util.Random;

/** Random directions. */
final class UnitVectors {
    private UnitVectors() {}

    static float[][] random(int count, int dimension, long seed) {
        Random random = new Random(seed);
        float[][] vectors = new float[count][dimension];
        for (float[] vector : vectors) {
            double squares = 0;
            for (int i = 0; i < dimension; i++) {
                vector[i] = (float) random.nextGaussian();
                squares += (double) vector[i] * vector[i];
            }
            for (int i = 0; i < dimension; i++) {
                vector[i] /= (float) Math.sqrt(squares);
            }
        }
        return vectors;
    }

    static double distance(float[] a, float[] b) {
        double squares = 0;
        for (int i = 0; i < a.length; i++) {
            squares += (double) (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(squares);
    }

    static double cosine(float[] a, float[] b) {
        double dot = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
        }
        return dot;
    }
}

package io.facegate.bench;

import java.util.List;

/** A covariance matrix: symmetric, full in memory. */
final class Covariance {
    private final double[][] values;

    private Covariance(double[][] values) {
        this.values = values;
    }

    /**
     * @param centre the vectors' mean
     */
    static Covariance of(List<float[]> vectors, float[] centre) {
        int dimension = centre.length;
        double[][] values = new double[dimension][dimension];
        double[] departure = new double[dimension];
        for (float[] vector : vectors) {
            for (int i = 0; i < dimension; i++) {
                departure[i] = vector[i] - centre[i];
            }
            for (int i = 0; i < dimension; i++) {
                double left = departure[i] / (vectors.size() - 1);
                double[] row = values[i];
                for (int j = 0; j < dimension; j++) {
                    row[j] += left * departure[j];
                }
            }
        }
        return new Covariance(values);
    }

    double trace() {
        double trace = 0;
        for (int i = 0; i < values.length; i++) {
            trace += values[i][i];
        }
        return trace;
    }

    double at(int row, int column) {
        return values[row][column];
    }

    /**
     * The lower triangle, row by row, by which independent Gaussians become ones of this covariance. A little is added
     * to the diagonal, as fewer vectors than dimensions leave directions without variance.
     */
    float[][] cholesky(double ridgeShare) {
        int dimension = values.length;
        double ridge = ridgeShare * trace() / dimension;
        double[][] factor = new double[dimension][];
        float[][] single = new float[dimension][];
        for (int i = 0; i < dimension; i++) {
            factor[i] = new double[i + 1];
            single[i] = new float[i + 1];
            for (int j = 0; j <= i; j++) {
                double sum = values[i][j] + (i == j ? ridge : 0);
                for (int k = 0; k < j; k++) {
                    sum -= factor[i][k] * factor[j][k];
                }
                factor[i][j] = i == j ? Math.sqrt(Math.max(sum, ridge / 2)) : sum / factor[j][j];
                single[i][j] = (float) factor[i][j];
            }
        }
        return single;
    }
}

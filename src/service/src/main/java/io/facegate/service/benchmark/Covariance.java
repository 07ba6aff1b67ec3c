package io.facegate.service.benchmark;

import java.util.List;

/** A covariance matrix: symmetric, full in memory. */
final class Covariance {
    private static final int SWEEPS = 12;

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

    /** The covariance that has these variances along these directions, which are at right angles and of unit length. */
    static Covariance along(float[][] directions, double[] variances) {
        int dimension = directions[0].length;
        double[][] values = new double[dimension][dimension];
        for (int k = 0; k < directions.length; k++) {
            float[] direction = directions[k];
            for (int i = 0; i < dimension; i++) {
                double left = variances[k] * direction[i];
                double[] row = values[i];
                for (int j = 0; j < dimension; j++) {
                    row[j] += left * direction[j];
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
     * This less a share of another. Where chance makes the difference negative along a direction it is taken as zero,
     * and the rest is scaled to keep the trace.
     */
    Covariance minus(Covariance other, double share) {
        int dimension = values.length;
        double[][] difference = new double[dimension][dimension];
        for (int i = 0; i < dimension; i++) {
            for (int j = 0; j < dimension; j++) {
                difference[i][j] = values[i][j] - share * other.values[i][j];
            }
        }
        double wanted = new Covariance(difference).trace();
        float[][] directions = diagonalise(difference);
        double[] variances = new double[dimension];
        double positive = 0;
        for (int i = 0; i < dimension; i++) {
            variances[i] = Math.max(0, difference[i][i]);
            positive += variances[i];
        }
        for (int i = 0; i < dimension; i++) {
            variances[i] *= Math.max(0, wanted) / positive;
        }
        return along(directions, variances);
    }

    /**
     * Jacobi's method: turns the matrix into its eigenvalues on the diagonal.
     *
     * @return the eigenvectors, one a row
     */
    private static float[][] diagonalise(double[][] matrix) {
        int dimension = matrix.length;
        double[][] vectors = new double[dimension][dimension];
        for (int i = 0; i < dimension; i++) {
            vectors[i][i] = 1;
        }
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int p = 0; p < dimension - 1; p++) {
                for (int q = p + 1; q < dimension; q++) {
                    double off = matrix[p][q];
                    if (off * off > 1e-24 * Math.abs(matrix[p][p] * matrix[q][q])) {
                        double theta = (matrix[q][q] - matrix[p][p]) / (2 * off);
                        double tangent = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
                        double cosine = 1 / Math.sqrt(tangent * tangent + 1);
                        rotate(matrix, p, q, cosine, tangent * cosine);
                        turnRows(vectors[p], vectors[q], cosine, tangent * cosine);
                    }
                }
            }
        }
        float[][] single = new float[dimension][dimension];
        for (int i = 0; i < dimension; i++) {
            for (int j = 0; j < dimension; j++) {
                single[i][j] = (float) vectors[i][j];
            }
        }
        return single;
    }

    private static void rotate(double[][] matrix, int p, int q, double cosine, double sine) {
        turnRows(matrix[p], matrix[q], cosine, sine);
        for (double[] row : matrix) {
            double left = row[p];
            double right = row[q];
            row[p] = cosine * left - sine * right;
            row[q] = sine * left + cosine * right;
        }
    }

    private static void turnRows(double[] first, double[] second, double cosine, double sine) {
        for (int i = 0; i < first.length; i++) {
            double left = first[i];
            double right = second[i];
            first[i] = cosine * left - sine * right;
            second[i] = sine * left + cosine * right;
        }
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

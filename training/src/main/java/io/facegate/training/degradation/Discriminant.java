package io.facegate.training.degradation;

import io.facegate.vision.embedding.Embedding;
import java.util.List;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Which way something lies beside clear faces, measured by how much these scatter each way: Fisher's linear discriminant
 * (Fisher 1936, "The use of multiple measurements in taxonomic problems"). The covariance of the clear faces is drawn towards a
 * multiple of the identity, since there are hardly more of them than dimensions.
 *
 * @param mean of the clear faces
 * @param covariance {@code dimension x dimension}, row by row
 */
record Discriminant(double[] mean, double[] covariance) {
    /** Of the mean variance: what is added to each. */
    private static final double SHRINKAGE = 0.1;

    /**
     * @param clear at least two
     */
    static Discriminant of(List<Embedding> clear) {
        int dimension = clear.get(0).dimension();
        double[] mean = new double[dimension];
        for (Embedding face : clear) {
            float[] values = face.values();
            for (int i = 0; i < dimension; i++) {
                mean[i] += values[i] / (double) clear.size();
            }
        }
        double[] covariance = new double[dimension * dimension];
        for (Embedding face : clear) {
            float[] values = face.values();
            for (int i = 0; i < dimension; i++) {
                double deviation = (values[i] - mean[i]) / (clear.size() - 1);
                for (int j = 0; j < dimension; j++) {
                    covariance[i * dimension + j] += deviation * (values[j] - mean[j]);
                }
            }
        }
        double trace = 0;
        for (int i = 0; i < dimension; i++) {
            trace += covariance[i * dimension + i];
        }
        for (int i = 0; i < dimension; i++) {
            covariance[i * dimension + i] += SHRINKAGE * trace / dimension;
        }
        return new Discriminant(mean, covariance);
    }

    /**
     * @param other mean of what is to be told from clear faces
     * @return not of unit length
     */
    float[] towards(double[] other) {
        int dimension = mean.length;
        double[] difference = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            difference[i] = other[i] - mean[i];
        }
        try (DoublePointer left = new DoublePointer(covariance);
                DoublePointer right = new DoublePointer(difference);
                Mat matrix = new Mat(dimension, dimension, opencv_core.CV_64F, left);
                Mat vector = new Mat(dimension, 1, opencv_core.CV_64F, right);
                Mat solution = new Mat()) {
            if (!opencv_core.solve(matrix, vector, solution, opencv_core.DECOMP_CHOLESKY)) {
                throw new IllegalArgumentException("The clear faces are all the same");
            }
            double[] values = new double[dimension];
            try (DoublePointer found = new DoublePointer(solution.data())) {
                found.get(values);
            }
            float[] direction = new float[dimension];
            for (int i = 0; i < dimension; i++) {
                direction[i] = (float) values[i];
            }
            return direction;
        }
    }
}

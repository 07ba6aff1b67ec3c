package io.facegate.training.visualization;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The nearest other points of every point, by Euclidean distance, exactly: some ten thousand points are compared in
 * seconds.
 */
final class NearestNeighbours {
    private final int[][] neighbours;
    private final double[][] squaredDistances;

    private NearestNeighbours(int[][] neighbours, double[][] squaredDistances) {
        this.neighbours = neighbours;
        this.squaredDistances = squaredDistances;
    }

    /**
     * @param points {@code [N][D]}
     * @param count of neighbours of each, below N
     */
    static NearestNeighbours of(float[][] points, int count) {
        int[][] neighbours = new int[points.length][];
        double[][] squaredDistances = new double[points.length][];
        IntStream.range(0, points.length).parallel().forEach(i -> {
            // a distance and a number in one long, so that sorting needs no objects: a float that is not negative
            // sorts as its bits do
            long[] keys = new long[points.length - 1];
            int next = 0;
            for (int j = 0; j < points.length; j++) {
                if (j != i) {
                    keys[next++] = (long) Float.floatToIntBits(squaredDistance(points[i], points[j])) << 32 | j;
                }
            }
            Arrays.sort(keys);
            neighbours[i] = new int[count];
            squaredDistances[i] = new double[count];
            for (int n = 0; n < count; n++) {
                neighbours[i][n] = (int) keys[n];
                squaredDistances[i][n] = Float.intBitsToFloat((int) (keys[n] >>> 32));
            }
        });
        return new NearestNeighbours(neighbours, squaredDistances);
    }

    private static float squaredDistance(float[] a, float[] b) {
        // four sums, because one would wait for itself
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        int i = 0;
        for (; i + 3 < a.length; i += 4) {
            float d0 = a[i] - b[i];
            float d1 = a[i + 1] - b[i + 1];
            float d2 = a[i + 2] - b[i + 2];
            float d3 = a[i + 3] - b[i + 3];
            sum0 += d0 * d0;
            sum1 += d1 * d1;
            sum2 += d2 * d2;
            sum3 += d3 * d3;
        }
        for (; i < a.length; i++) {
            float d = a[i] - b[i];
            sum0 += d * d;
        }
        return sum0 + sum1 + sum2 + sum3;
    }

    /** The nearest first. */
    int[] of(int point) {
        return neighbours[point];
    }

    /** In the same order. */
    double[] squaredDistances(int point) {
        return squaredDistances[point];
    }
}

package io.facegate.training.visualization;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How much each point wants each of its neighbours near: the joint probabilities of t-SNE, between neighbours only,
 * symmetric, with sum 1.
 */
final class Affinities {
    private static final int SEARCH_STEPS = 64;
    private static final double ENTROPY_TOLERANCE = 1e-5;

    private final int[][] neighbours;
    private final double[][] weights;

    private Affinities(int[][] neighbours, double[][] weights) {
        this.neighbours = neighbours;
        this.weights = weights;
    }

    static Affinities of(float[][] points, double perplexity, int neighbourCount) {
        NearestNeighbours nearest = NearestNeighbours.of(points, neighbourCount);
        double[][] conditional = IntStream.range(0, points.length)
                .parallel()
                .mapToObj(i -> conditional(nearest.squaredDistances(i), Math.log(perplexity)))
                .toArray(double[][]::new);
        return symmetric(nearest, conditional);
    }

    /** Of one point to its neighbours: a Gaussian as wide as gives the entropy. */
    private static double[] conditional(double[] squaredDistances, double entropy) {
        double[] weights = new double[squaredDistances.length];
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double precision = 1;
        for (int step = 0; step < SEARCH_STEPS; step++) {
            double sum = 0;
            double weighted = 0;
            for (int i = 0; i < weights.length; i++) {
                // from the nearest: a common factor that keeps the sum from vanishing
                double distance = squaredDistances[i] - squaredDistances[0];
                weights[i] = Math.exp(-precision * distance);
                sum += weights[i];
                weighted += weights[i] * distance;
            }
            double excess = Math.log(sum) + precision * weighted / sum - entropy;
            for (int i = 0; i < weights.length; i++) {
                weights[i] /= sum;
            }
            if (Math.abs(excess) < ENTROPY_TOLERANCE) {
                break;
            }
            if (excess > 0) {
                low = precision;
                precision = Double.isInfinite(high) ? precision * 2 : (precision + high) / 2;
            } else {
                high = precision;
                precision = (precision + low) / 2;
            }
        }
        return weights;
    }

    private static Affinities symmetric(NearestNeighbours nearest, double[][] conditional) {
        int count = conditional.length;
        List<List<Integer>> neighbours = new ArrayList<>();
        List<List<Double>> weights = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            neighbours.add(new ArrayList<>());
            weights.add(new ArrayList<>());
        }
        for (int i = 0; i < count; i++) {
            for (int n = 0; n < conditional[i].length; n++) {
                int other = nearest.of(i)[n];
                double half = conditional[i][n] / (2.0 * count);
                // both ways; where both know each other, the two halves are two entries that add up
                neighbours.get(i).add(other);
                weights.get(i).add(half);
                neighbours.get(other).add(i);
                weights.get(other).add(half);
            }
        }
        return new Affinities(
                neighbours.stream()
                        .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                        .toArray(int[][]::new),
                weights.stream()
                        .map(list ->
                                list.stream().mapToDouble(Double::doubleValue).toArray())
                        .toArray(double[][]::new));
    }

    /** Adds what its neighbours pull a point by to its place in {@code pulls}. */
    void pull(int point, double[] places, double[] pulls) {
        double x = places[2 * point];
        double y = places[2 * point + 1];
        double pullX = 0;
        double pullY = 0;
        for (int n = 0; n < neighbours[point].length; n++) {
            int other = neighbours[point][n];
            double dx = x - places[2 * other];
            double dy = y - places[2 * other + 1];
            double force = weights[point][n] / (1 + dx * dx + dy * dy);
            pullX += force * dx;
            pullY += force * dy;
        }
        pulls[2 * point] = pullX;
        pulls[2 * point + 1] = pullY;
    }
}

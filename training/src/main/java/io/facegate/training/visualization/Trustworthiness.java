package io.facegate.training.visualization;

import java.util.stream.IntStream;

/**
 * Whether neighbours on a map are neighbours in truth (Venna and Kaski 2001): 1 if the nearest points of every point on
 * the map are among its nearest in the original space; each that is not costs by how far down it is there. The same
 * numbers as scikit-learn's {@code trustworthiness}.
 */
public final class Trustworthiness {
    private Trustworthiness() {}

    /**
     * @param points {@code [N][D]}, where the truth is
     * @param map {@code [N][2]}
     * @param neighbours of each point that are looked at, below N / 2
     */
    public static double of(float[][] points, double[][] map, int neighbours) {
        int count = points.length;
        if (neighbours < 1 || 2 * neighbours >= count) {
            throw new IllegalArgumentException("neighbours (%d) must be at least 1 and below half of the points (%d)"
                    .formatted(neighbours, count));
        }
        NearestNeighbours original = NearestNeighbours.of(points, count - 1);
        NearestNeighbours mapped = NearestNeighbours.of(floats(map), neighbours);
        double cost = IntStream.range(0, count)
                .parallel()
                .mapToDouble(i -> {
                    int[] rank = new int[count];
                    int[] order = original.of(i);
                    for (int place = 0; place < order.length; place++) {
                        rank[order[place]] = place + 1;
                    }
                    double sum = 0;
                    for (int neighbour : mapped.of(i)) {
                        sum += Math.max(0, rank[neighbour] - neighbours);
                    }
                    return sum;
                })
                .sum();
        return 1 - 2.0 / ((double) count * neighbours * (2.0 * count - 3.0 * neighbours - 1)) * cost;
    }

    private static float[][] floats(double[][] map) {
        float[][] floats = new float[map.length][];
        for (int i = 0; i < map.length; i++) {
            floats[i] = new float[] {(float) map[i][0], (float) map[i][1]};
        }
        return floats;
    }
}

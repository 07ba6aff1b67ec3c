package io.facegate.training.visualization;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A map of points of many dimensions that keeps neighbours together: t-SNE (van der Maaten and Hinton 2008), with forces
 * between distant points by the approximation of Barnes and Hut (van der Maaten 2014). How large a cluster is and how
 * far from another means little.
 *
 * @param perplexity how many neighbours count for a point, about
 * @param theta how coarse distant points are taken; 0 is exact and slow
 * @param iterations of gradient descent
 * @param seed the same seed gives the same map
 */
public record Tsne(double perplexity, double theta, int iterations, long seed) {
    public static final Tsne DEFAULT = new Tsne(30, 0.5, 1000, 1);

    private static final int EXAGGERATED_ITERATIONS = 250;
    private static final double EXAGGERATION = 12;
    private static final double START_DEVIATION = 1e-4;
    private static final int NEIGHBOURS_PER_PERPLEXITY = 3;

    public Tsne {
        if (!(perplexity >= 1)) {
            throw new IllegalArgumentException("perplexity (%s) must be at least 1".formatted(perplexity));
        }
        if (!(theta >= 0 && theta <= 1)) {
            throw new IllegalArgumentException("theta (%s) must be between 0 and 1".formatted(theta));
        }
        if (iterations < 1) {
            throw new IllegalArgumentException("iterations (%d) must be at least 1".formatted(iterations));
        }
    }

    /**
     * @param points {@code [N][D]}, more than three
     * @return {@code [N][2]}, around the origin
     */
    public double[][] map(float[][] points) {
        int count = points.length;
        if (count < 4) {
            throw new IllegalArgumentException("A map needs four points or more; there are %d".formatted(count));
        }
        // with few points, as many neighbours as there are
        double usable = Math.min(perplexity, (count - 1) / (double) NEIGHBOURS_PER_PERPLEXITY);
        Affinities affinities = Affinities.of(points, usable, (int) (NEIGHBOURS_PER_PERPLEXITY * usable));
        double[] places = descend(affinities, count);
        return IntStream.range(0, count)
                .mapToObj(i -> new double[] {places[2 * i], places[2 * i + 1]})
                .toArray(double[][]::new);
    }

    private double[] descend(Affinities affinities, int count) {
        Random random = new Random(seed);
        double[] places = random.doubles(2L * count)
                .map(ignored -> random.nextGaussian() * START_DEVIATION)
                .toArray();
        double[] speed = new double[2 * count];
        double[] gain = new double[2 * count];
        Arrays.fill(gain, 1);
        double rate = Math.max(50, count / EXAGGERATION / 4);
        for (int iteration = 0; iteration < iterations; iteration++) {
            boolean early = iteration < EXAGGERATED_ITERATIONS;
            double[] gradient = gradient(affinities, places, early ? EXAGGERATION : 1);
            double momentum = early ? 0.5 : 0.8;
            for (int i = 0; i < places.length; i++) {
                boolean turned = (gradient[i] > 0) == (speed[i] > 0);
                gain[i] = Math.max(0.01, turned ? gain[i] * 0.8 : gain[i] + 0.2);
                speed[i] = momentum * speed[i] - rate * gain[i] * gradient[i];
                places[i] += speed[i];
            }
            centre(places);
        }
        return places;
    }

    private double[] gradient(Affinities affinities, double[] places, double exaggeration) {
        int count = places.length / 2;
        QuadTree tree = QuadTree.of(places);
        double[] pushes = new double[2 * count];
        double[] pulls = new double[2 * count];
        double[] sums = new double[count];
        IntStream.range(0, count).parallel().forEach(i -> {
            double[] push = new double[2];
            sums[i] = tree.push(places[2 * i], places[2 * i + 1], theta, push);
            pushes[2 * i] = push[0];
            pushes[2 * i + 1] = push[1];
            affinities.pull(i, places, pulls);
        });
        double sum = Arrays.stream(sums).sum();
        double[] gradient = new double[2 * count];
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = 4 * (exaggeration * pulls[i] - pushes[i] / sum);
        }
        return gradient;
    }

    private static void centre(double[] places) {
        double x = 0;
        double y = 0;
        for (int i = 0; i < places.length; i += 2) {
            x += places[i];
            y += places[i + 1];
        }
        int count = places.length / 2;
        for (int i = 0; i < places.length; i += 2) {
            places[i] -= x / count;
            places[i + 1] -= y / count;
        }
    }
}

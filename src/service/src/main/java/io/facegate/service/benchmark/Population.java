package io.facegate.service.benchmark;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Draws people and their pictures, as embeddings, from the statistics of real ones: a person's mean from the Gaussian
 * that has the mean and the full covariance of the real people's means, and a picture's departure from the person's
 * mean from the real departures. Isotropic noise would not do: an embedder uses few directions much and many little,
 * and that decides how well approximate searches work.
 */
final class Population {
    private static final double RIDGE = 1e-4;

    private final float[] mean;
    /** Lower triangle of the Cholesky factor of the covariance between people, row by row. */
    private final float[][] factor;

    private final List<float[]> residuals;

    private Population(float[] mean, float[][] factor, List<float[]> residuals) {
        this.mean = mean;
        this.factor = factor;
        this.residuals = residuals;
    }

    /**
     * @param real pictures of people, of whom at least two must have two pictures or more
     */
    static Population like(List<LabelledEmbedding> real) {
        Map<String, List<float[]>> people = real.stream()
                .collect(Collectors.groupingBy(
                        LabelledEmbedding::identity,
                        Collectors.mapping(picture -> unit(picture.embedding()), Collectors.toList())));
        List<List<float[]>> several =
                people.values().stream().filter(pictures -> pictures.size() > 1).toList();
        if (several.size() < 2) {
            throw new IllegalArgumentException(
                    "Two people with two pictures are needed, and there are %d".formatted(several.size()));
        }
        List<float[]> means = new ArrayList<>();
        List<float[]> residuals = new ArrayList<>();
        double meanNoise = 0;
        for (List<float[]> pictures : several) {
            float[] mean = mean(pictures);
            means.add(mean);
            meanNoise += 1.0 / pictures.size() / several.size();
            // a mean of n pictures is nearer to each of them than the person's true mean is
            float correction = (float) Math.sqrt(pictures.size() / (pictures.size() - 1.0));
            for (float[] picture : pictures) {
                float[] residual = new float[mean.length];
                for (int i = 0; i < residual.length; i++) {
                    residual[i] = (picture[i] - mean[i]) * correction;
                }
                residuals.add(residual);
            }
        }
        float[] centre = mean(means);
        // a mean of few pictures also varies with the pictures that happen to be there
        Covariance between =
                Covariance.of(means, centre).minus(Covariance.of(residuals, new float[centre.length]), meanNoise);
        return new Population(centre, between.cholesky(RIDGE), residuals);
    }

    /**
     * A population made up for trying the benchmark out: variance falls by the direction as 1 / (20 + i), no direction is
     * an axis, and pictures of a person have a cosine of about 0.6. Its figures say nothing about real faces.
     */
    static Population madeUp(int dimension, long seed) {
        Random random = new Random(seed);
        double total = 0;
        for (int i = 0; i < dimension; i++) {
            total += 1.0 / (20 + i);
        }
        float[][] directions = orthonormal(dimension, random);
        double[] variances = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            variances[i] = 0.6 / total / (20 + i);
        }
        List<float[]> residuals = new ArrayList<>();
        for (int n = 0; n < 2000; n++) {
            float[] residual = new float[dimension];
            for (int k = 0; k < dimension; k++) {
                float weight = (float) (random.nextGaussian() * Math.sqrt(0.4 / total / (20 + k)));
                for (int i = 0; i < dimension; i++) {
                    residual[i] += weight * directions[k][i];
                }
            }
            residuals.add(residual);
        }
        return new Population(
                new float[dimension], Covariance.along(directions, variances).cholesky(RIDGE), residuals);
    }

    /** Random directions at right angles, by Gram and Schmidt. */
    private static float[][] orthonormal(int dimension, Random random) {
        float[][] directions = new float[dimension][];
        for (int k = 0; k < dimension; k++) {
            float[] direction = new float[dimension];
            for (int i = 0; i < dimension; i++) {
                direction[i] = (float) random.nextGaussian();
            }
            for (int before = 0; before < k; before++) {
                float overlap = 0;
                for (int i = 0; i < dimension; i++) {
                    overlap += direction[i] * directions[before][i];
                }
                for (int i = 0; i < dimension; i++) {
                    direction[i] -= overlap * directions[before][i];
                }
            }
            directions[k] = unit(direction);
        }
        return directions;
    }

    int dimension() {
        return mean.length;
    }

    /** A person's mean, not of unit length. */
    float[] person(Random random) {
        int dimension = mean.length;
        float[] gaussian = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            gaussian[i] = (float) random.nextGaussian();
        }
        float[] person = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            float[] row = factor[i];
            float sum = mean[i];
            for (int j = 0; j <= i; j++) {
                sum += row[j] * gaussian[j];
            }
            person[i] = sum;
        }
        return person;
    }

    /** One more picture of a person, of unit length. */
    float[] picture(float[] person, Random random) {
        float[] residual = residuals.get(random.nextInt(residuals.size()));
        float[] picture = new float[person.length];
        for (int i = 0; i < picture.length; i++) {
            picture[i] = person[i] + residual[i];
        }
        return unit(picture);
    }

    private static float[] mean(Collection<float[]> vectors) {
        double[] sum = null;
        for (float[] vector : vectors) {
            sum = sum == null ? new double[vector.length] : sum;
            for (int i = 0; i < vector.length; i++) {
                sum[i] += vector[i];
            }
        }
        if (sum == null) {
            throw new IllegalArgumentException("A mean needs vectors");
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

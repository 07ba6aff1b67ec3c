package io.facegate.service.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** How similar pictures of one person, and of two, are: drawn people should spread like real ones. */
record SimilaritySpread(double genuineMean, double genuineDeviation, double impostorMean, double impostorDeviation) {
    private static final int PAIRS = 20_000;

    static SimilaritySpread of(Population population, Random random) {
        float[] genuine = new float[PAIRS];
        float[] impostor = new float[PAIRS];
        float[] before = population.picture(population.person(random), random);
        for (int i = 0; i < PAIRS; i++) {
            float[] person = population.person(random);
            float[] picture = population.picture(person, random);
            genuine[i] = cosine(picture, population.picture(person, random));
            impostor[i] = cosine(picture, before);
            before = picture;
        }
        return of(genuine, impostor);
    }

    static SimilaritySpread of(List<LabelledEmbedding> real, Random random) {
        Map<String, List<float[]>> people = new HashMap<>();
        real.forEach(picture -> people.computeIfAbsent(picture.identity(), name -> new ArrayList<>())
                .add(Population.unit(picture.embedding())));
        List<List<float[]>> several =
                people.values().stream().filter(pictures -> pictures.size() > 1).toList();
        float[] genuine = new float[PAIRS];
        float[] impostor = new float[PAIRS];
        for (int i = 0; i < PAIRS; i++) {
            int person = random.nextInt(several.size());
            int other = (person + 1 + random.nextInt(several.size() - 1)) % several.size();
            List<float[]> pictures = several.get(person);
            int first = random.nextInt(pictures.size());
            int second = (first + 1 + random.nextInt(pictures.size() - 1)) % pictures.size();
            genuine[i] = cosine(pictures.get(first), pictures.get(second));
            impostor[i] = cosine(pictures.get(first), several.get(other).get(0));
        }
        return of(genuine, impostor);
    }

    private static SimilaritySpread of(float[] genuine, float[] impostor) {
        return new SimilaritySpread(mean(genuine), deviation(genuine), mean(impostor), deviation(impostor));
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double deviation(float[] values) {
        double mean = mean(values);
        double[] squares = new double[values.length];
        Arrays.setAll(squares, i -> (values[i] - mean) * (values[i] - mean));
        return Math.sqrt(Arrays.stream(squares).sum() / (values.length - 1));
    }

    private static float cosine(float[] a, float[] b) {
        float sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "genuine %.3f (deviation %.3f), impostor %.3f (deviation %.3f)",
                genuineMean,
                genuineDeviation,
                impostorMean,
                impostorDeviation);
    }
}

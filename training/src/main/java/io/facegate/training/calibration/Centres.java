package io.facegate.training.calibration;

import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.model.Normalisation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.math3.ml.clustering.CentroidCluster;
import org.apache.commons.math3.ml.clustering.Clusterable;
import org.apache.commons.math3.ml.clustering.KMeansPlusPlusClusterer;
import org.apache.commons.math3.ml.distance.EuclideanDistance;
import org.apache.commons.math3.random.JDKRandomGenerator;

/**
 * Means of groups of faces that lie close together, by k-means++ (Arthur and Vassilvitskii 2007). A group of few faces is
 * dissolved among the others, so that no centre is near to being somebody's template.
 *
 * @param embeddings the centres
 * @param fewestPictures in any of their groups
 */
record Centres(List<Embedding> embeddings, int fewestPictures) {
    private static final int MOST_ITERATIONS = 60;

    private record Point(Embedding face, double[] values) implements Clusterable {
        static Point of(Embedding face) {
            float[] values = face.values();
            double[] doubles = new double[values.length];
            for (int i = 0; i < values.length; i++) {
                doubles[i] = values[i];
            }
            return new Point(face, doubles);
        }

        @Override
        public double[] getPoint() {
            return values;
        }
    }

    Centres {
        embeddings = List.copyOf(embeddings);
    }

    /**
     * @param faces of one model
     * @param most how many centres; there may be fewer
     * @throws IllegalArgumentException if the faces are too few for a single centre
     */
    static Centres of(List<Embedding> faces, int most, long seed) {
        if (faces.size() < Normalisation.LEAST_PICTURES) {
            throw new IllegalArgumentException(
                    "A centre needs %d faces; there are %d.%nMaybe give more pictures, of different people."
                            .formatted(Normalisation.LEAST_PICTURES, faces.size()));
        }
        int count = Math.max(1, Math.min(most, faces.size() / Normalisation.LEAST_PICTURES));
        JDKRandomGenerator random = new JDKRandomGenerator();
        random.setSeed(seed);
        List<CentroidCluster<Point>> clusters = new KMeansPlusPlusClusterer<Point>(
                        count, MOST_ITERATIONS, new EuclideanDistance(), random)
                .cluster(faces.stream().map(Point::of).toList());
        List<List<Embedding>> groups = new ArrayList<>(clusters.stream()
                .map(cluster -> cluster.getPoints().stream().map(Point::face).toList())
                .toList());
        while (groups.size() > 1 && smallest(groups).size() < Normalisation.LEAST_PICTURES) {
            groups = without(smallest(groups), groups);
        }
        return new Centres(
                groups.stream().map(Centres::mean).toList(), smallest(groups).size());
    }

    private static List<Embedding> smallest(List<List<Embedding>> groups) {
        return groups.stream().min(Comparator.comparingInt(List::size)).orElseThrow();
    }

    private static List<List<Embedding>> without(List<Embedding> dissolved, List<List<Embedding>> groups) {
        List<List<Embedding>> rest = new ArrayList<>();
        groups.stream().filter(group -> group != dissolved).forEach(group -> rest.add(new ArrayList<>(group)));
        List<Embedding> centres = rest.stream().map(Centres::mean).toList();
        for (Embedding face : dissolved) {
            int nearest = 0;
            for (int i = 1; i < centres.size(); i++) {
                if (face.similarityTo(centres.get(i)).compareTo(face.similarityTo(centres.get(nearest))) > 0) {
                    nearest = i;
                }
            }
            rest.get(nearest).add(face);
        }
        return rest;
    }

    private static Embedding mean(List<Embedding> group) {
        float[] sum = new float[group.get(0).dimension()];
        for (Embedding face : group) {
            float[] values = face.values();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += values[i];
            }
        }
        return Embedding.of(group.get(0).model(), sum);
    }
}

package io.facegate.training.fit;

import io.facegate.training.dataset.PreparationSettings.Teaching;
import io.facegate.training.dataset.PreparedDataset;
import io.facegate.training.evaluation.PairSample;
import io.facegate.training.evaluation.RocCurve;
import io.facegate.training.evaluation.ScoredPair;
import io.facegate.training.sampling.ValidationBatches;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tensorflow.types.TFloat32;

/**
 * How well the network tells people apart that it was not trained on. Every validation of a run looks at the same
 * pictures, pairs and batches, and judges by the same margin: a figure changes if the network does, and for no other reason.
 */
final class Validation {
    private static final int BATCH = 64;
    /** Pairs: enough for a standard error of the AUC far below what matters. */
    private static final int MOST_OF_A_KIND = 50_000;

    private final PreparedDataset dataset;
    private final ValidationSettings settings;
    private final int[] pictures;
    private final PairSample pairs;
    private final List<int[]> lossBatches;
    private final List<String> names;
    private float @Nullable [] @Nullable [] ofTeacher;

    /**
     * What a validation found.
     *
     * @param loss of the stage, averaged over pictures
     * @param auc area under the ROC curve of verification
     * @param accepted share of genuine pairs that are accepted where {@link ValidationSettings#far} of the impostor pairs are
     * @param pictures that it looked at
     */
    record Result(double loss, double auc, double accepted, ValidatedPictures pictures) {
        double of(ValidationSettings.Metric metric) {
            return switch (metric) {
                case VALIDATION_AUC -> auc;
                case TAR_AT_FAR -> accepted;
                case VALIDATION_LOSS -> loss;
            };
        }
    }

    /**
     * @param dataset stays the caller's
     * @throws io.facegate.training.dataset.DatasetException if it has too few people to compare
     */
    Validation(PreparedDataset dataset, ValidationSettings settings, long seed) {
        this.dataset = dataset;
        this.settings = settings;
        this.pictures = IntStream.range(0, dataset.identities())
                .flatMap(identity -> Arrays.stream(dataset.picturesOf(identity)))
                .toArray();
        int[] people = Arrays.stream(pictures).map(dataset::identityOf).toArray();
        this.pairs = PairSample.of(people, MOST_OF_A_KIND, seed);
        this.lossBatches = new ValidationBatches(settings.people(), settings.picturesEach(), seed).of(people);
        this.names = Arrays.stream(people).mapToObj(dataset::nameOf).toList();
    }

    @Nullable
    Teaching teaching() {
        return dataset.teaching();
    }

    /** False accept rate that {@link Result#accepted} is of. */
    double far() {
        return settings.far();
    }

    /** Forgets the teacher of the stage before. */
    void newStage() {
        ofTeacher = null;
    }

    /**
     * @param lastEpoch of the stage, whatever epoch it is: what a loss is made of may depend on it
     */
    Result run(EvaluationGraph graph, int lastEpoch) {
        float[][] embeddings = new float[pictures.length][];
        float[] norms = new float[pictures.length];
        List<float[]> answers = new ArrayList<>();
        try (BatchReader reader = new BatchReader(dataset, 1)) {
            Iterator<Batch> batches = reader.read(batches());
            for (int from = 0; batches.hasNext(); from += BATCH) {
                try (Batch batch = batches.next()) {
                    EvaluationGraph.Embedded answer = graph.embed(batch.crops());
                    System.arraycopy(answer.rows(), 0, embeddings, from, answer.rows().length);
                    System.arraycopy(answer.norms(), 0, norms, from, answer.norms().length);
                    if (ofTeacher == null) {
                        answers.addAll(Arrays.asList(askTeacher(graph, batch)));
                    }
                }
            }
        }
        if (!answers.isEmpty()) {
            ofTeacher = answers.toArray(float[][]::new);
        }
        ValidatedPictures validated = new ValidatedPictures(pictures, names, embeddings, norms, scores(embeddings));
        RocCurve roc = validated.rocCurve();
        return new Result(
                loss(graph, embeddings, lastEpoch),
                roc.areaUnderCurve(),
                roc.truePositiveRateAt(settings.far()),
                validated);
    }

    private static float[][] askTeacher(EvaluationGraph graph, Batch batch) {
        TFloat32 targets = batch.targets();
        return targets == null ? graph.embedByTeacher(batch.crops()) : EvaluationGraph.rows(targets);
    }

    private Stream<int[]> batches() {
        return IntStream.iterate(0, from -> from < pictures.length, from -> from + BATCH)
                .mapToObj(from -> Arrays.copyOfRange(pictures, from, Math.min(pictures.length, from + BATCH)));
    }

    private List<ScoredPair> scores(float[][] embeddings) {
        return IntStream.range(0, pairs.size())
                .mapToObj(pair -> new ScoredPair(
                        cosine(embeddings[pairs.first()[pair]], embeddings[pairs.second()[pair]]),
                        pair < pairs.genuine()))
                .toList();
    }

    private double loss(EvaluationGraph graph, float[][] embeddings, int lastEpoch) {
        double sum = 0;
        long count = 0;
        for (int[] places : lossBatches) {
            double loss = graph.loss(
                    rows(embeddings, places),
                    ofTeacher == null ? null : rows(ofTeacher, places),
                    Arrays.stream(places)
                            .map(place -> dataset.identityOf(pictures[place]))
                            .toArray(),
                    settings.margin(),
                    lastEpoch);
            sum += loss * places.length;
            count += places.length;
        }
        return sum / count;
    }

    private static float[][] rows(float[][] all, int[] places) {
        return Arrays.stream(places).mapToObj(place -> all[place]).toArray(float[][]::new);
    }

    private static double cosine(float[] a, float[] b) {
        double dot = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
        }
        return dot;
    }
}

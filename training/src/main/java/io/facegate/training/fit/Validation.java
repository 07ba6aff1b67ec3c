package io.facegate.training.fit;

import io.facegate.training.dataset.PreparationSettings.Teaching;
import io.facegate.training.dataset.PreparedDataset;
import io.facegate.training.evaluation.RocCurve;
import io.facegate.training.evaluation.ScoredPair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tensorflow.types.TFloat32;

/**
 * How well the network tells people apart that it was not trained on. Every validation of a run looks at the same
 * pictures and the same pairs.
 */
final class Validation {
    private static final int BATCH = 64;
    /** Enough for a standard error of the AUC far below what matters. */
    private static final int IMPOSTOR_PAIRS = 50_000;

    private final PreparedDataset dataset;
    private final int[] pictures;
    private final List<int[]> pairs;
    private final List<String> names;
    private float @Nullable [] @Nullable [] ofTeacher;

    /**
     * What a validation found.
     *
     * @param loss of the stage, averaged over batches
     * @param auc area under the ROC curve of verification
     * @param accepted share of genuine pairs that are accepted where 1% of the impostor pairs are
     * @param pictures that it looked at
     */
    record Result(double loss, double auc, double accepted, ValidatedPictures pictures) {}

    /**
     * @param dataset stays the caller's
     */
    Validation(PreparedDataset dataset, long seed) {
        this.dataset = dataset;
        this.pictures = IntStream.range(0, dataset.identities())
                .flatMap(identity -> Arrays.stream(dataset.picturesOf(identity)))
                .toArray();
        this.pairs = pairs(seed);
        this.names = Arrays.stream(pictures)
                .mapToObj(picture -> dataset.nameOf(dataset.identityOf(picture)))
                .toList();
    }

    /** Every genuine pair, and random impostor pairs; positions in {@link #pictures}. */
    private List<int[]> pairs(long seed) {
        List<int[]> found = new ArrayList<>();
        for (int i = 0; i < pictures.length; i++) {
            for (int j = i + 1; j < pictures.length && genuine(i, j); j++) {
                found.add(new int[] {i, j});
            }
        }
        SplittableRandom random = new SplittableRandom(seed);
        for (int drawn = 0; drawn < IMPOSTOR_PAIRS; drawn++) {
            int i = random.nextInt(pictures.length);
            int j = random.nextInt(pictures.length);
            if (!genuine(i, j)) {
                found.add(new int[] {i, j});
            }
        }
        return found;
    }

    private boolean genuine(int i, int j) {
        return dataset.identityOf(pictures[i]) == dataset.identityOf(pictures[j]);
    }

    @Nullable
    Teaching teaching() {
        return dataset.teaching();
    }

    /** Forgets the teacher of the stage before. */
    void newStage() {
        ofTeacher = null;
    }

    Result run(EvaluationGraph graph, double margin, int epoch) {
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
        ValidatedPictures validated = new ValidatedPictures(names, embeddings, norms, scores(embeddings));
        RocCurve roc = validated.rocCurve();
        return new Result(
                loss(graph, embeddings, margin, epoch), roc.areaUnderCurve(), roc.truePositiveRateAt(0.01), validated);
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
        return pairs.stream()
                .map(pair ->
                        new ScoredPair(cosine(embeddings[pair[0]], embeddings[pair[1]]), genuine(pair[0], pair[1])))
                .toList();
    }

    private double loss(EvaluationGraph graph, float[][] embeddings, double margin, int epoch) {
        double sum = 0;
        int batches = 0;
        for (int from = 0; from + BATCH <= pictures.length || batches == 0; from += BATCH) {
            int to = Math.min(pictures.length, from + BATCH);
            int[] people =
                    Arrays.stream(pictures, from, to).map(dataset::identityOf).toArray();
            sum += graph.loss(
                    Arrays.copyOfRange(embeddings, from, to),
                    ofTeacher == null ? null : Arrays.copyOfRange(ofTeacher, from, to),
                    people,
                    margin,
                    epoch);
            batches++;
        }
        return sum / batches;
    }

    private static double cosine(float[] a, float[] b) {
        double dot = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
        }
        return dot;
    }
}

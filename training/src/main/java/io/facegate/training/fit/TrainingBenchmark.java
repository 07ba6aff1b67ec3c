package io.facegate.training.fit;

import io.facegate.training.augmentation.Augmentation;
import io.facegate.training.dataset.PreparedDataset;
import io.facegate.training.loss.HybridTripletLoss;
import io.facegate.training.network.FaceNetwork;
import io.facegate.training.sampling.IdentitySampler;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many pictures a second training manages: the whole step (augmentation, forward, backward, update) with all parts of
 * the network trained, the network alone as it validates, and reading and decoding alone, which must be the fastest.
 *
 * @param network what is trained
 * @param augmentation of a step
 * @param people in a batch
 * @param picturesEach of each of them
 * @param warmUps steps that are not measured
 * @param runs measured steps; the median counts
 */
public record TrainingBenchmark(
        FaceNetwork network, Augmentation augmentation, int people, int picturesEach, int warmUps, int runs) {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int INPUT_BATCHES = 20;

    /** Pictures a second. */
    public record Speed(double forward, double step) {}

    public TrainingBenchmark {
        if (runs < 1 || warmUps < 0) {
            throw new IllegalArgumentException(
                    "runs (%d) must be at least 1 and warmUps (%d) not negative".formatted(runs, warmUps));
        }
    }

    public int batchSize() {
        return people * picturesEach;
    }

    /**
     * @param dataset stays the caller's
     * @param precision not {@link Precision#AUTO}
     * @param threads within an operation; 0 for all cores
     */
    public Speed compute(PreparedDataset dataset, Precision precision, int threads) {
        IdentitySampler sampler = new IdentitySampler(dataset, people, picturesEach, 1);
        TrainingGraph.Plan plan = new TrainingGraph.Plan(
                network,
                dataset.geometry(),
                dataset.geometry().faceSize(),
                augmentation,
                HybridTripletLoss.DEFAULT,
                sampler.arrangement(),
                sampler.batchSize(),
                TrainedParts.ALL,
                new AdamW(1e-3f, 5, 0.9f, 0.999f),
                null,
                0,
                precision,
                threads,
                1);
        try (TrainingGraph graph = new TrainingGraph(plan);
                BatchReader reader = new BatchReader(dataset, 1)) {
            Iterator<Batch> batches = reader.read(IntStream.of(0).mapToObj(step -> sampler.batch(0, step)));
            try (Batch batch = batches.next()) {
                double forward = picturesPerSecond(() -> graph.evaluation().embed(batch.crops()));
                double step = picturesPerSecond(
                        () -> graph.step(batch, new TrainingGraph.StepSettings(0, 0, 0, 0.5, 1e-5, 1e-5, 1)));
                return new Speed(forward, step);
            }
        }
    }

    private double picturesPerSecond(Runnable step) {
        for (int i = 0; i < warmUps; i++) {
            step.run();
        }
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            long start = System.nanoTime();
            step.run();
            nanos.add(System.nanoTime() - start);
        }
        Collections.sort(nanos);
        return batchSize() * NANOS_PER_SECOND / nanos.get(runs / 2);
    }

    /**
     * Pictures a second that are read and decoded, with nothing else to do.
     *
     * @param readers threads
     */
    public double input(PreparedDataset dataset, int readers) {
        IdentitySampler sampler = new IdentitySampler(dataset, people, picturesEach, 1);
        read(dataset, sampler, readers, 0);
        long start = System.nanoTime();
        int read = read(dataset, sampler, readers, 1);
        return read * NANOS_PER_SECOND / (System.nanoTime() - start);
    }

    private static int read(PreparedDataset dataset, IdentitySampler sampler, int readers, int epoch) {
        int pictures = 0;
        try (BatchReader reader = new BatchReader(dataset, readers)) {
            Iterator<Batch> batches = reader.read(IntStream.range(0, INPUT_BATCHES)
                    .mapToObj(step -> sampler.batch(epoch, step % sampler.stepsPerEpoch())));
            while (batches.hasNext()) {
                try (Batch batch = batches.next()) {
                    pictures += (int) batch.identities().size();
                }
            }
        }
        return pictures;
    }
}

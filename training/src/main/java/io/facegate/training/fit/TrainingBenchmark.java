package io.facegate.training.fit;

import io.facegate.training.augmentation.Augmentation;
import io.facegate.training.dataset.PreparedDataset;
import io.facegate.training.loss.HybridTripletLoss;
import io.facegate.training.network.FaceNetwork;
import io.facegate.training.sampling.IdentitySampler;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many pictures a second training manages: the whole step (augmentation, forward, backward, update) with all parts of
 * the network trained, the network alone as it validates, and reading and decoding alone, which must be the fastest.
 *
 * @param network what is trained
 * @param faceSize side in pixels of what it is given; 0 for that of the prepared faces
 * @param augmentation of a step
 * @param averaging of the weights
 * @param people in a batch
 * @param picturesEach of each of them
 * @param warmUps steps that are not measured
 * @param runs measured steps; the median counts
 */
public record TrainingBenchmark(
        FaceNetwork network,
        int faceSize,
        Augmentation augmentation,
        Averaging averaging,
        int people,
        int picturesEach,
        int warmUps,
        int runs) {
    private static final int INPUT_BATCHES = 20;
    private static final int RUNNING = 2;
    private static final int TELLING = 3;

    /**
     * Pictures a second, and where a step's time goes.
     *
     * @param wall shares of the time on the clock, medians
     * @param trace of the operations of one step
     * @param flopsPerStep floating-point operations
     * @param flopsPerSecond of a step, while TensorFlow runs
     * @param productFlopsPerSecond of a plain product of two large matrices, here and now
     */
    public record Speed(
            double forward,
            double step,
            Wall wall,
            StepTrace trace,
            double flopsPerStep,
            double flopsPerSecond,
            double productFlopsPerSecond) {}

    /**
     * Shares of a step's time.
     *
     * @param waiting for pictures that are not yet read and decoded
     * @param copying into tensors for TensorFlow, and out of those that it gives
     * @param running of TensorFlow
     * @param telling of the step: progress and summaries
     */
    public record Wall(double waiting, double copying, double running, double telling) {}

    public TrainingBenchmark {
        if (people < 1 || picturesEach < 1) {
            throw new IllegalArgumentException(
                    "people (%d) and picturesEach (%d) must be at least 1".formatted(people, picturesEach));
        }
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
     * @param listener is told of each step, as in a run
     */
    public Speed compute(PreparedDataset dataset, Precision precision, int threads, RunListener listener) {
        IdentitySampler sampler = new IdentitySampler(dataset, people, picturesEach, 1);
        StepSettings settings = new StepSettings(0, 0, 0, 0.5, 1e-5, 1e-5, 1);
        try (TrainingGraph graph = new TrainingGraph(plan(dataset, sampler, precision, threads));
                BatchReader reader = new BatchReader(dataset, 1)) {
            Iterator<Batch> batches = reader.read(IntStream.range(0, warmUps + runs + 2)
                    .mapToObj(step -> sampler.batch(0, step % sampler.stepsPerEpoch())));
            try (Batch batch = batches.next()) {
                double forward = picturesPerSecond(() -> graph.evaluation().embed(batch.crops()));
                Timing.of(warmUps, () -> graph.step().timed(batch, settings));
                List<long[]> steps = new ArrayList<>();
                for (int i = 0; i < runs; i++) {
                    steps.add(step(graph, batches, settings, listener, i));
                }
                graph.step().traced(batch, settings); // the first one is slow
                long running = median(steps, RUNNING);
                long whole = median(steps, 0) + median(steps, 1) + running + median(steps, TELLING);
                return new Speed(
                        forward,
                        batchSize() * Timing.NANOS_PER_SECOND / whole,
                        new Wall(
                                (double) median(steps, 0) / whole,
                                (double) median(steps, 1) / whole,
                                (double) running / whole,
                                (double) median(steps, TELLING) / whole),
                        graph.step().traced(batch, settings),
                        graph.flops(),
                        graph.flops() / (running / Timing.NANOS_PER_SECOND),
                        Flops.ofPlainProduct(precision, threads));
            }
        }
    }

    /** Nanoseconds of waiting, copying, running and telling. */
    private long[] step(
            TrainingGraph graph, Iterator<Batch> batches, StepSettings settings, RunListener listener, int number) {
        long start = System.nanoTime();
        try (Batch batch = batches.next()) {
            long taken = System.nanoTime();
            long running = graph.step().timed(batch, settings);
            long done = System.nanoTime();
            listener.stepDone(new RunListener.Step(
                    number, "bench", 0, 0, 1, number, runs, batchSize(), 0, 0, 0, settings.margin(), 1e-5, 1e-5));
            return new long[] {taken - start, done - taken - running, running, System.nanoTime() - done};
        }
    }

    private static long median(List<long[]> steps, int part) {
        return Timing.median(steps.stream().map(step -> step[part]).toList());
    }

    private StagePlan plan(PreparedDataset dataset, IdentitySampler sampler, Precision precision, int threads) {
        return new StagePlan(
                network,
                dataset.geometry(),
                faceSize == 0 ? dataset.geometry().faceSize() : faceSize,
                augmentation,
                HybridTripletLoss.DEFAULT,
                sampler.arrangement(),
                sampler.batchSize(),
                TrainedParts.ALL,
                new AdamW(1e-3f, 5, 0.9f, 0.999f),
                averaging,
                null,
                0,
                precision,
                threads,
                1);
    }

    private double picturesPerSecond(Runnable measured) {
        Timing.of(warmUps, measured);
        return batchSize() * Timing.NANOS_PER_SECOND / Timing.median(Timing.of(runs, measured));
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
        return read * Timing.NANOS_PER_SECOND / (System.nanoTime() - start);
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

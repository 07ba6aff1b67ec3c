package io.facegate.training.tracking;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Tells a service on a thread of its own, so that neither its slowness nor its failure is the training's: what does not
 * fit into the queue is left out, the first failure ends the telling, and the end of the run waits only so long. Each of
 * them is said once.
 */
final class BackgroundTracker implements ExperimentTracker {
    /** How much may wait: some minutes of a run's figures. */
    static final int CAPACITY = 20_000;

    private static final int BATCH = 1000;
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(5);

    private final TrackingService service;
    private final Duration patience;
    private final InstantSource clock;
    private final Consumer<String> notices;
    private final BlockingQueue<Told> queue;
    private final AtomicBoolean given = new AtomicBoolean();
    private final AtomicLong leftOut = new AtomicLong();
    private final Thread thread;
    private volatile RunEnd end = RunEnd.FAILED;

    /**
     * @param patience how long the end of the run waits for the service
     * @param notices for people: where the run can be seen, and what went wrong
     */
    BackgroundTracker(
            TrackingService service, int capacity, Duration patience, InstantSource clock, Consumer<String> notices) {
        this.service = service;
        this.patience = patience;
        this.clock = clock;
        this.notices = notices;
        this.queue = new ArrayBlockingQueue<>(capacity);
        this.thread = new Thread(this::tell, "tracking-" + service.name());
        thread.setDaemon(true);
        thread.start();
    }

    private void tell() {
        try {
            notices.accept(service.start());
            List<Told> batch = new ArrayList<>();
            while (true) {
                batch.add(queue.take());
                queue.drainTo(batch, BATCH);
                if (batch.get(batch.size() - 1) instanceof Told.End last) {
                    service.send(batch.subList(0, batch.size() - 1));
                    String remains = service.finish(last.end());
                    if (!remains.isEmpty()) {
                        notices.accept(remains);
                    }
                    return;
                }
                service.send(batch);
                batch.clear();
            }
        } catch (IOException | RuntimeException e) {
            giveUp(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        } catch (InterruptedException e) {
            giveUp("it was interrupted");
        }
    }

    private void giveUp(String reason) {
        if (given.compareAndSet(false, true)) {
            service.abandon();
            queue.clear();
            notices.accept("%s is not told of this run any more: %s".formatted(service.name(), reason));
        }
    }

    private void offer(Told told) {
        if (!given.get() && !queue.offer(told)) {
            leftOut.incrementAndGet();
        }
    }

    @Override
    public void begin(long step) {}

    @Override
    public void scalar(long step, String name, double value) {
        offer(new Told.Scalar(step, Instant.ofEpochMilli(clock.millis()), name, value));
    }

    @Override
    public void histogram(long step, String name, float[] values) {
        offer(new Told.Histogram(step, name, values));
    }

    @Override
    public void picture(long step, String name, byte[] png) {
        offer(new Told.Picture(step, name, png));
    }

    /** These services have nothing like the Projector. */
    @Override
    public void embeddings(long step, String name, float[][] points, List<String> labels, Thumbnails thumbnails) {}

    @Override
    public void result(String name, double value) {
        offer(new Told.Result(name, value));
    }

    @Override
    public void end(RunEnd howEnded) {
        end = howEnded;
    }

    /** Waits until the service has everything, for as long as the patience lasts. */
    @Override
    public void close() {
        try {
            long deadline = System.nanoTime() + patience.toNanos();
            if (!given.get() && queue.offer(new Told.End(end), patience.toNanos(), TimeUnit.NANOSECONDS)) {
                TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, deadline - System.nanoTime()));
            }
            if (thread.isAlive()) {
                giveUp("it did not take everything within %d s".formatted(patience.toSeconds()));
                thread.interrupt();
                TimeUnit.MILLISECONDS.timedJoin(thread, LAST_PATIENCE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            giveUp("it was interrupted");
        }
        if (leftOut.get() > 0) {
            notices.accept("%s was too slow: %d figures of the run were left out there; the event files have them"
                    .formatted(service.name(), leftOut.get()));
        }
    }
}

package io.facegate.service.inference;

import io.facegate.vision.detection.FaceChoice;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The only place where the pipeline computes: a fixed number of threads beside the event loop, and before them a queue
 * that is bounded by what its work is expected to cost, and by how long it is expected to wait ({@link WorkQueue}). What
 * doesn't fit is refused, and what has waited too long: a client that waits for an answer that comes too late costs as much
 * as one that gets it.
 *
 * <p>Work may go on beyond its worker, as embedding does: the worker is free for the next picture meanwhile, and the embedder can
 * gather the faces of more pictures than there are workers. Who has too many of them waiting lets workers wait, and so the
 * queue grows.
 */
public final class InferenceExecutor {
    /** How late it may be noticed that something has waited too long. */
    private static final long LOOK_MILLISECONDS = 100;

    private final ExecutorService threads;
    private final ScheduledExecutorService clock;
    private final long maximumPixels;
    private final int workers;
    private final int queueSize;
    private final Duration maximumWait;
    private final WorkQueue<Task<?>> queue;
    private final Object lock = new Object();
    private int working;
    private int begun;
    private boolean stopped;

    /**
     * @param workers how much is computed at the same time; expensive work leaves one of several to the others
     * @param queueSize units of cost that may wait
     * @param largeFrom units of risk from which work is expensive
     * @param maximumWait for a worker
     * @param maximumPixels of a picture; one that claims more is refused at once, and so costs nothing
     */
    public InferenceExecutor(int workers, int queueSize, int largeFrom, Duration maximumWait, long maximumPixels) {
        if (workers < 1 || queueSize < 1 || largeFrom < 2) {
            throw new IllegalArgumentException(
                    "workers (%d) and queueSize (%d) must be positive, and largeFrom (%d) above 1"
                            .formatted(workers, queueSize, largeFrom));
        }
        this.maximumPixels = maximumPixels;
        this.workers = workers;
        this.queueSize = queueSize;
        this.maximumWait = maximumWait;
        this.queue = new WorkQueue<>(
                queueSize, largeFrom, Math.max(1, workers - 1), maximumWait.toNanos(), System::nanoTime);
        AtomicInteger number = new AtomicInteger();
        this.threads = Executors.newFixedThreadPool(
                workers, work -> new Thread(work, "inference-" + number.incrementAndGet()));
        this.clock = Executors.newSingleThreadScheduledExecutor(look -> {
            Thread thread = new Thread(look, "inference-clock");
            thread.setDaemon(true);
            return thread;
        });
        clock.scheduleWithFixedDelay(this::refuseLate, LOOK_MILLISECONDS, LOOK_MILLISECONDS, TimeUnit.MILLISECONDS);
    }

    /** As {@link #compute(Cost, Supplier)}, at the cost of looking for all faces of these encoded pictures. */
    public <T> Uni<T> compute(List<byte[]> pictures, Supplier<T> work) {
        return compute(Cost.of(pictures, FaceChoice.ALL, maximumPixels), work);
    }

    /** As {@link #begin(Cost, Supplier)}, of work that is done when its worker is. */
    <T> Uni<T> compute(Cost cost, Supplier<T> work) {
        return begin(cost, () -> Uni.createFrom().item(work.get()));
    }

    /** As {@link #begin(Cost, Supplier)}, at the cost of looking for the chosen faces of these encoded pictures. */
    public <T> Uni<T> begin(List<byte[]> pictures, FaceChoice choice, Supplier<Uni<T>> work) {
        return begin(Cost.of(pictures, choice, maximumPixels), work);
    }

    /**
     * Begins work on a worker, once for each subscription, and lets it end where it ends. A subscription that is cancelled
     * while it waits frees its place in the queue and is never begun; one that is begun runs to its worker's end, and what
     * goes on beyond is cancelled.
     *
     * @return fails with {@link OverloadedException}, at once, if it doesn't fit into the queue or the service stops, and
     *     later, if it has waited for too long; and with whatever the work throws or fails with
     */
    <T> Uni<T> begin(Cost cost, Supplier<Uni<T>> work) {
        return Uni.createFrom().emitter(emitter -> submit(new Task<T>(work, cost, emitter, Context.current())));
    }

    private <T> void submit(Task<T> task) {
        OverloadedException refusal;
        synchronized (lock) {
            if (!stopped && queue.offer(task, task.cost())) {
                dispatch();
                task.emitter().onTermination(() -> forget(task));
                return;
            }
            refusal = overloaded();
        }
        task.emitter().fail(refusal);
    }

    /** Nobody waits for longer than may be waited, so there is room by then. */
    private OverloadedException overloaded() {
        return new OverloadedException(Duration.ofNanos(Math.min(queue.expectedWait(), maximumWait.toNanos())));
    }

    private void refuseLate() {
        List<Task<?>> late;
        OverloadedException refusal;
        synchronized (lock) {
            late = stopped ? List.of() : queue.late(); // what a stopping service has taken, it does
            refusal = overloaded();
        }
        late.forEach(task -> task.emitter().fail(refusal));
    }

    private void forget(Task<?> task) {
        synchronized (lock) {
            queue.remove(task);
            lock.notifyAll();
        }
        task.giveUp();
    }

    private void dispatch() {
        while (working < workers) {
            @Nullable Task<?> next = queue.poll();
            if (next == null) {
                return;
            }
            working++;
            begun++;
            threads.execute(() -> work(next));
        }
    }

    private void work(Task<?> task) {
        try {
            task.begin(this::ended);
        } finally {
            synchronized (lock) {
                working--;
                queue.done(task.cost());
                dispatch();
            }
        }
    }

    private void ended() {
        synchronized (lock) {
            begun--;
            lock.notifyAll();
        }
    }

    /** Units of cost that may wait. */
    public int queueSize() {
        return queueSize;
    }

    /** Units of cost that wait for a worker. */
    public int queued() {
        synchronized (lock) {
            return queue.units();
        }
    }

    /** How much was begun and has not ended. */
    public int computing() {
        synchronized (lock) {
            return begun;
        }
    }

    /**
     * For those who have not read yet what there would be to compute.
     *
     * @throws OverloadedException if nothing would be taken now, however little it costs
     */
    public void refuseIfFull() {
        synchronized (lock) {
            if (stopped || queue.full()) {
                throw overloaded();
            }
        }
    }

    /**
     * Takes nothing new, and waits for what is queued or begun.
     *
     * @return whether all of it was done in time
     */
    public boolean drain(Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        synchronized (lock) {
            stopped = true;
            while (begun > 0 || !queue.isEmpty()) {
                long millis = (end - System.nanoTime()) / 1_000_000;
                if (millis <= 0) {
                    return false;
                }
                lock.wait(millis);
            }
        }
        clock.shutdown();
        threads.shutdown();
        return true;
    }
}

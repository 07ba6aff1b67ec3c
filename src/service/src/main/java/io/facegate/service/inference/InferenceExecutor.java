package io.facegate.service.inference;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The only place where the pipeline computes: a fixed number of threads beside the event loop, and a queue of fixed
 * length before them. What doesn't fit is refused at once, because a client that waits for an answer that comes too late
 * costs as much as one that gets it.
 *
 * <p>Work of several requests runs at the same time, and blocks its worker until it is done. So batching the embedder
 * over requests needs nothing here: it gathers, behind the embedder, what the workers ask for at the same time.
 */
public final class InferenceExecutor {
    private final ThreadPoolExecutor workers;
    private final int queueSize;

    /**
     * @param workers how much is computed at the same time
     * @param queueSize how much may wait
     */
    public InferenceExecutor(int workers, int queueSize) {
        if (workers < 1 || queueSize < 1) {
            throw new IllegalArgumentException(
                    "workers (%d) and queueSize (%d) must be positive".formatted(workers, queueSize));
        }
        this.queueSize = queueSize;
        AtomicInteger number = new AtomicInteger();
        this.workers = new ThreadPoolExecutor(
                workers,
                workers,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(queueSize),
                work -> new Thread(work, "inference-" + number.incrementAndGet()));
    }

    /**
     * Computes on a worker, once for each subscription. A subscription that is cancelled while it waits frees its place
     * in the queue and is never computed; one that is already being computed runs to its end.
     *
     * @return fails with {@link OverloadedException}, at once, if the queue is full or the service stops; and with
     *     whatever the work throws
     */
    public <T> Uni<T> compute(Supplier<T> work) {
        return Uni.createFrom().emitter(emitter -> submit(new Task<T>(work, emitter, Context.current())));
    }

    private <T> void submit(Task<T> task) {
        try {
            workers.execute(task);
        } catch (RejectedExecutionException e) {
            task.emitter.fail(new OverloadedException(queueSize));
            return;
        }
        task.emitter.onTermination(() -> workers.remove(task));
    }

    /** How much may wait. */
    public int queueSize() {
        return queueSize;
    }

    /** How much is waiting for a worker. */
    public int queued() {
        return workers.getQueue().size();
    }

    /** How much is being computed. */
    public int computing() {
        return workers.getActiveCount();
    }

    /**
     * Takes nothing new, and waits for what is queued and computing.
     *
     * @return whether all of it was done in time
     */
    public boolean drain(Duration timeout) throws InterruptedException {
        workers.shutdown();
        return workers.awaitTermination(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * @param asker whose span the work's spans belong to
     */
    private record Task<T>(Supplier<T> work, UniEmitter<? super T> emitter, Context asker) implements Runnable {
        @Override
        public void run() {
            // what follows the work goes on from here, so the scope is around the answer too
            try (Scope scope = asker.makeCurrent()) {
                answer();
            }
        }

        private void answer() {
            T result;
            try {
                result = work.get();
            } catch (Throwable t) { // the outermost boundary of a worker: whoever waits must get an answer
                emitter.fail(t);
                return;
            }
            emitter.complete(result);
        }
    }
}

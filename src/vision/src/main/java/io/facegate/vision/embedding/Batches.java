package io.facegate.vision.embedding;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;

/**
 * Gathers requests into batches. Nothing waits for a batch to fill up: what is asked for while one runs is the next one, so
 * batches grow with the load. As long as there is no load, whoever asks runs their own.
 *
 * <p>A batch takes one item of each request in turn, so that a request of many items doesn't keep those behind it waiting.
 *
 * @param <I> an item of a request
 * @param <O> what is made of it
 */
final class Batches<I, O> implements AutoCloseable {
    private final int atOnce;
    private final BooleanSupplier load;
    private final IntUnaryOperator size;
    private final int capacity;
    private final Function<List<I>, List<O>> run;
    private final ExecutorService threads;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Queue<BatchedRequest<I, O>> waiting = new ArrayDeque<>();
    private int waitingItems;
    private int running;
    private boolean closed;

    /**
     * @param name of the threads
     * @param atOnce how many batches run at the same time
     * @param load whether whoever asks has something better to do than to run what they ask for
     * @param capacity items that may wait; whoever brings more waits until there are fewer
     * @param size how many to take at most, 1 or more, of so many that wait
     * @param run makes one output of each input, in the same order
     */
    Batches(
            String name,
            int atOnce,
            BooleanSupplier load,
            int capacity,
            IntUnaryOperator size,
            Function<List<I>, List<O>> run) {
        if (atOnce < 1 || capacity < 1) {
            throw new IllegalArgumentException(
                    "atOnce (%d) and capacity (%d) must be positive".formatted(atOnce, capacity));
        }
        this.atOnce = atOnce;
        this.load = load;
        this.capacity = capacity;
        this.size = size;
        this.run = run;
        AtomicInteger number = new AtomicInteger();
        this.threads = Executors.newFixedThreadPool(atOnce, batches -> {
            Thread thread = new Thread(batches, name + "-" + number.incrementAndGet());
            thread.setDaemon(true); // a start that fails may leave it behind
            return thread;
        });
    }

    /**
     * @param items one or more
     * @return one output of each, in the same order; fails as a batch with one of them does. If it is cancelled, what still
     *     waits is dropped.
     * @throws IllegalStateException if this is closed
     */
    CompletableFuture<List<O>> ask(List<I> items) {
        BatchedRequest<I, O> request = new BatchedRequest<>(items);
        boolean alone = !load.getAsBoolean(); // before the lock: it may have one of its own
        boolean own;
        lock.lock();
        try {
            while (waitingItems >= capacity && !closed) {
                room.awaitUninterruptibly();
            }
            if (closed) {
                throw new IllegalStateException("No more batches are run: this is closed.");
            }
            own = alone && waiting.isEmpty() && running < atOnce;
            waiting.add(request);
            waitingItems += items.size();
            if (own) {
                running++;
            } else {
                runElsewhere();
            }
        } finally {
            lock.unlock();
        }
        if (own) {
            runOwn(request);
        }
        return request.answer();
    }

    /** Only with the lock. */
    private void runElsewhere() {
        if (running < atOnce) {
            running++;
            threads.execute(this::runAll);
        }
    }

    /** On the thread of whoever asked, and no longer than for their own request. */
    private void runOwn(BatchedRequest<I, O> request) {
        List<BatchedRequest.Item<I, O>> batch = next();
        while (!batch.isEmpty()) {
            run(batch);
            batch = request.answer().isDone() ? left() : next();
        }
    }

    /** Nothing more for this thread; another takes over what waits. */
    private List<BatchedRequest.Item<I, O>> left() {
        lock.lock();
        try {
            running--;
            if (!waiting.isEmpty()) {
                runElsewhere();
            }
            room.signalAll();
            return List.of();
        } finally {
            lock.unlock();
        }
    }

    private void runAll() {
        for (List<BatchedRequest.Item<I, O>> batch = next(); !batch.isEmpty(); batch = next()) {
            run(batch);
        }
    }

    private void run(List<BatchedRequest.Item<I, O>> batch) {
        try {
            List<O> outputs =
                    run.apply(batch.stream().map(BatchedRequest.Item::input).toList());
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).answer(outputs.get(i));
            }
        } catch (Throwable t) { // the outermost boundary of this thread: whoever waits must get an answer
            batch.forEach(item -> item.fail(t));
        }
    }

    /** Empty if nothing waits: then this thread is done. */
    private List<BatchedRequest.Item<I, O>> next() {
        List<BatchedRequest.Item<I, O>> batch = new ArrayList<>();
        lock.lock();
        try {
            int most = size.applyAsInt(Math.max(1, waitingItems));
            while (batch.size() < most && !waiting.isEmpty()) {
                BatchedRequest<I, O> request = waiting.remove();
                if (request.answer().isDone()) { // cancelled, or another part of it failed
                    waitingItems -= request.left();
                } else {
                    batch.add(request.next());
                    waitingItems--;
                    if (request.left() > 0) {
                        waiting.add(request);
                    }
                }
            }
            running -= batch.isEmpty() ? 1 : 0;
            room.signalAll();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /** Ends when all that was asked for is answered. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            room.signalAll();
            while (running > 0) {
                room.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
        threads.shutdown();
        awaitEnd();
    }

    /** Whatever interrupts: what the batches run on must not be closed under them. */
    private void awaitEnd() {
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = threads.awaitTermination(1, TimeUnit.DAYS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.facegate.service.web.upload;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Where bodies are parsed, split and hashed: a few threads beside the event loop, which has everybody's requests, and beside
 * those of the inference, which have longer work. How much can wait is bounded by {@link BodyMemory}.
 */
@Singleton
public final class BodyWorkers {
    private final ThreadPoolExecutor threads;

    BodyWorkers() {
        AtomicInteger number = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(
                size(),
                size(),
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                work -> new Thread(work, "body-" + number.incrementAndGet()));
    }

    /** Half of the processors, so that the event loop always has one. */
    public static int size() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }

    /**
     * Works on one of the threads; what follows goes on in the context of whoever calls this.
     *
     * @return fails with whatever the work throws
     */
    public <T> Uni<T> compute(Supplier<T> work) {
        Context caller = Vertx.currentContext();
        return Uni.createFrom()
                .item(work)
                .runSubscriptionOn(this::execute)
                .emitOn(next -> caller.runOnContext(nothing -> next.run()));
    }

    /** Works on one of the threads. */
    public void execute(Runnable work) {
        threads.execute(work);
    }

    /** How much is waiting for a thread. */
    public int waiting() {
        return threads.getQueue().size();
    }

    @PreDestroy
    void stop() {
        threads.shutdown();
    }
}

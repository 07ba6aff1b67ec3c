package io.facegate.service.inference;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A piece of work of {@link InferenceExecutor}: begun by a worker, it may go on without. */
final class Task<T> {
    private final Supplier<Uni<T>> work;
    private final Cost cost;
    private final UniEmitter<? super T> emitter;
    private final Context asker;
    private @Nullable CompletableFuture<T> begun;
    private boolean givenUp;

    /**
     * @param emitter of the answer
     * @param asker whose span the work's spans belong to
     */
    Task(Supplier<Uni<T>> work, Cost cost, UniEmitter<? super T> emitter, Context asker) {
        this.work = work;
        this.cost = cost;
        this.emitter = emitter;
        this.asker = asker;
    }

    Cost cost() {
        return cost;
    }

    UniEmitter<? super T> emitter() {
        return emitter;
    }

    /**
     * Does what a worker has to do for it.
     *
     * @param ended is told once the answer was given, or given up
     */
    void begin(Runnable ended) {
        CompletableFuture<T> later;
        try (Scope scope = asker.makeCurrent()) {
            later = work.get().subscribeAsCompletionStage();
        } catch (Throwable t) { // the outermost boundary of a worker: whoever waits must get an answer
            later = CompletableFuture.failedFuture(t);
        }
        remember(later);
        later.whenComplete((result, failure) -> {
            // what follows the work goes on from here, so the scope is around the answer, too
            try (Scope scope = asker.makeCurrent()) {
                answer(result, failure);
            } finally {
                ended.run();
            }
        });
    }

    private void answer(T result, @Nullable Throwable failure) {
        if (failure == null) {
            emitter.complete(result);
        } else {
            emitter.fail(failure); // which nobody hears who gave it up
        }
    }

    private void remember(CompletableFuture<T> later) {
        synchronized (this) {
            begun = later;
            if (!givenUp) {
                return;
            }
        }
        later.cancel(false);
    }

    /** Whoever asked wants no answer any more, or has it. What a worker does for it goes on to its end. */
    void giveUp() {
        CompletableFuture<T> later;
        synchronized (this) {
            givenUp = true;
            later = begun;
        }
        if (later != null) {
            later.cancel(false);
        }
    }
}

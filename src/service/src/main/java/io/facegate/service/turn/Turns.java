package io.facegate.service.turn;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Lets one piece of work of a key go on at a time in this process, the others after it in their order. Those that wait hold
 * nothing but their place.
 */
public final class Turns<K> {
    private final ConcurrentHashMap<K, CompletableFuture<Void>> last = new ConcurrentHashMap<>();
    private final Semaphore places;

    /**
     * @param most pieces of work at a time that go on or wait, of all keys together
     */
    public Turns(int most) {
        this.places = new Semaphore(most);
    }

    /**
     * Fails at once, with {@link TurnsTakenException}, if too many wait already.
     *
     * @param work is asked for once its turn comes; the next one's comes when it has ended, however it does
     */
    public <T> Uni<T> inTurn(K key, Supplier<Uni<? extends T>> work) {
        return Uni.createFrom().deferred(() -> {
            if (!places.tryAcquire()) {
                throw new TurnsTakenException();
            }
            CompletableFuture<Void> mine = new CompletableFuture<>();
            CompletableFuture<Void> before = last.put(key, mine);
            Uni<T> turn = before == null
                    ? Uni.createFrom().deferred(work)
                    : inOwnContext(Uni.createFrom().completionStage(() -> before.copy()))
                            .chain(work);
            return turn.onTermination().invoke(() -> {
                // whoever gave up while waiting mustn't let the next one in early
                CompletableFuture<Void> passed = before == null ? CompletableFuture.completedFuture(null) : before;
                passed.whenComplete((done, none) -> {
                    places.release();
                    last.remove(key, mine);
                    mine.complete(null);
                });
            });
        });
    }

    /** And not in that of whoever was before, whose end it goes on from. */
    private static Uni<Void> inOwnContext(Uni<Void> passed) {
        Context own = Vertx.currentContext();
        return own == null ? passed : passed.emitOn(next -> own.runOnContext(nothing -> next.run()));
    }
}

package io.facegate.service.attempt;

import io.facegate.service.gallery.ClaimedIdentity;
import io.facegate.service.turn.Turns;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The tries that this service compares just now: of an identity one after the other. Until a try ends it counts as a failure, so
 * that of several honest ones at once some would have to wait as if they had failed; in their order they are a matter of
 * milliseconds.
 */
@Singleton
final class RunningTries {
    /** Of all identities together. */
    private static final int MOST_WAITING = 1000;

    private record Key(long gallery, long identity, boolean known) {
        static Key of(ClaimedIdentity claimed) {
            return new Key(claimed.gallery().id(), claimed.id().value(), claimed.isKnown());
        }
    }

    private final Turns<Key> turns = new Turns<>(MOST_WAITING);
    private final Set<Key> running = ConcurrentHashMap.newKeySet();

    <T> Uni<T> inTurn(ClaimedIdentity claimed, Supplier<Uni<? extends T>> tries) {
        return turns.inTurn(Key.of(claimed), tries);
    }

    /** In its turn, once it is reserved. */
    <T> Uni<T> running(ClaimedIdentity claimed, Supplier<Uni<T>> comparison) {
        Key key = Key.of(claimed);
        return Uni.createFrom()
                .deferred(() -> {
                    running.add(key);
                    return comparison.get();
                })
                .onTermination()
                .invoke(() -> running.remove(key));
    }

    /** Whether one counts as a failure that may be none. */
    boolean isAny(ClaimedIdentity claimed) {
        return running.contains(Key.of(claimed));
    }
}

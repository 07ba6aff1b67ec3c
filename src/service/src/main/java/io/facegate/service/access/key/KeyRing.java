package io.facegate.service.access.key;

import io.facegate.service.config.AccessConfig;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * All keys that may be used, in memory: a request costs no round trip to the database. How old that may be is bounded. Each
 * replica asks every {@link AccessConfig#refreshEvery} whether anything has changed, so that a key that was revoked is refused
 * by all of them after that; where the database can't be asked for {@link AccessConfig#staleAfter}, no key is believed.
 *
 * <p>A key that isn't known may have been made just now: it is looked for at once, but not more often than every {@link
 * #MISSES}, however many unknown keys come.
 */
@Singleton
public final class KeyRing {
    private static final Logger LOG = Logger.getLogger(KeyRing.class);

    private static final Duration MISSES = Duration.ofMillis(100);
    /** What an unknown key is compared with. */
    private static final byte[] NOTHING = new byte[Pepper.HASH_LENGTH];

    private final KeyRepository keys;
    private final ServicePepper pepper;
    private final KeyUses uses;
    private final Vertx vertx;
    private final Duration refreshEvery;
    private final Duration staleAfter;

    private volatile KeySnapshot snapshot = KeySnapshot.none();
    private @Nullable Uni<KeySnapshot> refreshing;

    KeyRing(KeyRepository keys, ServicePepper pepper, KeyUses uses, Vertx vertx, AccessConfig config) {
        this.keys = keys;
        this.pepper = pepper;
        this.uses = uses;
        this.vertx = vertx;
        this.refreshEvery = config.refreshEvery();
        this.staleAfter = config.staleAfter();
    }

    void start(@Observes StartupEvent event, AccessConfig config) {
        if (!config.insecure()) {
            vertx.setPeriodic(refreshEvery.toMillis(), tick -> refresh()
                    .subscribe()
                    .with(
                            current -> {},
                            failure -> LOG.debug("Keys can't be looked for; whoever asks is told why", failure)));
        }
    }

    /**
     * The key of that text, if it may be used now; fails as the database does if that isn't known. The result comes on the
     * context of whoever asks.
     */
    public Uni<Optional<HeldKey>> find(KeyText key) {
        KeySnapshot current = snapshot;
        if (current.isYoungerThan(staleAfter) && current.holds(key.id())) {
            return Uni.createFrom().item(check(key, current));
        }
        Context asker = VertxContext.getOrCreateDuplicatedContext(vertx);
        return ofOrAfter(System.nanoTime())
                .map(fresh -> check(key, fresh))
                .emitOn(work -> asker.runOnContext(nothing -> work.run()));
    }

    /** What is true at that moment or later: a look that began before it doesn't tell. */
    private Uni<KeySnapshot> ofOrAfter(long moment) {
        return Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(snapshot.untilAged(MISSES))
                .chain(() -> snapshot.isOfOrAfter(moment) ? Uni.createFrom().item(snapshot) : refresh())
                .chain(fresh -> fresh.isOfOrAfter(moment) ? Uni.createFrom().item(fresh) : ofOrAfter(moment));
    }

    /** Whatever is wrong, it takes as long: a hash is made and compared. */
    private Optional<HeldKey> check(KeyText key, KeySnapshot current) {
        @Nullable HeldKey held = current.keys().get(key.id());
        boolean fits = pepper.get().fits(key, held == null ? NOTHING : held.hash());
        if (held == null || !fits || !held.isValidAt(Instant.now())) {
            return Optional.empty();
        }
        uses.note(key.id());
        return Optional.of(held);
    }

    /** After a change of this replica's own, which needn't wait for the next look. */
    Uni<Void> lookForChanges() {
        return ofOrAfter(System.nanoTime()).replaceWithVoid();
    }

    /** Whoever asks while it is looked is answered with that look. */
    private synchronized Uni<KeySnapshot> refresh() {
        @Nullable Uni<KeySnapshot> running = refreshing;
        if (running == null) {
            running = keys.since(snapshot)
                    .invoke(this::know)
                    .onTermination()
                    .invoke(this::ended)
                    .memoize()
                    .indefinitely();
            refreshing = running;
        }
        return running;
    }

    private void know(KeySnapshot fresh) {
        boolean changed = fresh.version() != snapshot.version();
        snapshot = fresh;
        if (changed) {
            tellOfOtherPeppers(fresh);
        }
    }

    /** Whoever brings such a key only sees that it isn't valid. */
    private void tellOfOtherPeppers(KeySnapshot fresh) {
        Pepper current = pepper.get();
        long others = fresh.keys().values().stream()
                .filter(key -> key.isOfAnother(current))
                .count();
        if (others > 0) {
            LOG.warnf(
                    "Nobody gets in by %d of %d keys: they were made with another pepper than this service has.%nMaybe FACEGATE_ACCESS_PEPPER, or what FACEGATE_ACCESS_PEPPER_FILE names, isn't what it was: bring it back, or make new keys (./facegate keys create) and revoke those.",
                    others, fresh.keys().size());
        }
    }

    private synchronized void ended() {
        refreshing = null;
    }
}

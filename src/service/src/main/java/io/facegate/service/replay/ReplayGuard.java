package io.facegate.service.replay;

import io.facegate.gallery.ContentHash;
import io.facegate.service.config.ReplayConfig;
import io.facegate.service.database.UnitOfWork;
import io.facegate.service.gallery.ClaimStatement;
import io.facegate.service.gallery.ClaimedIdentity;
import io.facegate.service.gallery.Gallery;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.data.Interval;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Takes nonces, and remembers pictures, in the unit of work that reserves a try: what is refused there took and left nothing. */
@Singleton
public final class ReplayGuard {
    private static final ClaimStatement TAKE = ClaimStatement.of("""
            DELETE FROM @nonces WHERE nonce_hash = $1 AND gallery_id = $2 AND identity_id = $3 AND owner = $4
                AND expires_at > clock_timestamp() RETURNING 1""");
    /** The key and the hash of the picture are of fixed lengths, so that nothing can be appended to them. */
    private static final ClaimStatement REMEMBER = ClaimStatement.of("""
            INSERT INTO @seen_pictures AS s (gallery_id, identity_id, picture_hash, expires_at)
            SELECT gallery_id, $2, sha256(replay_key || $3), clock_timestamp() + $4::interval
            FROM galleries WHERE gallery_id = $1
            ON CONFLICT (gallery_id, identity_id, picture_hash) DO UPDATE SET expires_at = excluded.expires_at
                WHERE s.expires_at <= clock_timestamp()
            RETURNING 1""");

    private static final ClaimStatement FORGET = ClaimStatement.of("""
            DELETE FROM @seen_pictures WHERE gallery_id = $1 AND identity_id = $2 AND picture_hash = (
                SELECT sha256(replay_key || $3) FROM galleries WHERE gallery_id = $1)""");

    private final ReplayConfig config;

    ReplayGuard(ReplayConfig config) {
        this.config = config;
    }

    /** Whether nothing can be compared without a nonce, so that a picture needn't be read. */
    public boolean requiresNonce(Gallery gallery) {
        Boolean own = gallery.verification().nonce();
        return own == null ? config.nonceRequired() : own;
    }

    private Duration window(Gallery gallery) {
        Integer own = gallery.verification().replaySeconds();
        return own == null ? config.window() : Duration.ofSeconds(own);
    }

    /** Empty if it may be compared. A nonce that is brought is looked at, though none is required. */
    public Uni<Optional<ReplayRefusal>> admit(UnitOfWork work, ClaimedIdentity claimed, Presented presented) {
        Nonce nonce = presented.nonce();
        if (nonce == null) {
            return requiresNonce(claimed.gallery())
                    ? Uni.createFrom().item(Optional.of(ReplayRefusal.NONCE_REQUIRED))
                    : see(work, claimed, presented.picture());
        }
        return take(work, claimed, presented.owner(), nonce)
                .chain(taken -> taken
                        ? see(work, claimed, presented.picture())
                        : Uni.createFrom().item(Optional.of(ReplayRefusal.NONCE_INVALID)));
    }

    private static Uni<Boolean> take(UnitOfWork work, ClaimedIdentity claimed, String owner, Nonce nonce) {
        return work.execute(
                        TAKE.about(claimed),
                        Tuple.tuple()
                                .addBuffer(Buffer.buffer(nonce.hash()))
                                .addLong(claimed.gallery().id())
                                .addLong(claimed.id().value())
                                .addString(owner))
                .map(rows -> rows.size() > 0);
    }

    private Uni<Optional<ReplayRefusal>> see(UnitOfWork work, ClaimedIdentity claimed, ContentHash picture) {
        Duration window = window(claimed.gallery());
        if (window.isZero()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return work.execute(REMEMBER.about(claimed), seen(claimed, picture).addValue(Interval.of(window)))
                .map(rows ->
                        rows.size() > 0 ? Optional.<ReplayRefusal>empty() : Optional.of(ReplayRefusal.PICTURE_SEEN));
    }

    /** For what came to no comparison after all. */
    public Uni<Void> forget(UnitOfWork work, ClaimedIdentity claimed, ContentHash picture) {
        return window(claimed.gallery()).isZero()
                ? Uni.createFrom().voidItem()
                : work.execute(FORGET.about(claimed), seen(claimed, picture)).replaceWithVoid();
    }

    private static Tuple seen(ClaimedIdentity claimed, ContentHash picture) {
        return Tuple.of(claimed.gallery().id(), claimed.id().value()).addBuffer(Buffer.buffer(picture.bytes()));
    }
}

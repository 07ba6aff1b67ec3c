package io.facegate.service.replay;

import io.facegate.gallery.ContentHash;
import io.facegate.service.config.ReplayConfig;
import io.facegate.service.database.UnitOfWork;
import io.facegate.service.gallery.Gallery;
import io.facegate.service.gallery.GalleryMember;
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
    private static final String TAKE = """
            DELETE FROM nonces WHERE nonce_hash = $1 AND gallery_id = $2 AND identity_id = $3 AND owner = $4
                AND expires_at > clock_timestamp() RETURNING 1""";
    /** The key and the hash of the picture are of fixed lengths, so that nothing can be appended to them. */
    private static final String REMEMBER = """
            INSERT INTO seen_pictures AS s (gallery_id, identity_id, picture_hash, expires_at)
            SELECT gallery_id, $2, sha256(replay_key || $3), clock_timestamp() + $4::interval
            FROM galleries WHERE gallery_id = $1
            ON CONFLICT (gallery_id, identity_id, picture_hash) DO UPDATE SET expires_at = excluded.expires_at
                WHERE s.expires_at <= clock_timestamp()
            RETURNING 1""";

    private static final String FORGET = """
            DELETE FROM seen_pictures WHERE gallery_id = $1 AND identity_id = $2 AND picture_hash = (
                SELECT sha256(replay_key || $3) FROM galleries WHERE gallery_id = $1)""";

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
    public Uni<Optional<ReplayRefusal>> admit(UnitOfWork work, GalleryMember member, Presented presented) {
        Nonce nonce = presented.nonce();
        if (nonce == null) {
            return requiresNonce(member.gallery())
                    ? Uni.createFrom().item(Optional.of(ReplayRefusal.NONCE_REQUIRED))
                    : see(work, member, presented.picture());
        }
        return take(work, member, presented.owner(), nonce)
                .chain(taken -> taken
                        ? see(work, member, presented.picture())
                        : Uni.createFrom().item(Optional.of(ReplayRefusal.NONCE_INVALID)));
    }

    private static Uni<Boolean> take(UnitOfWork work, GalleryMember member, String owner, Nonce nonce) {
        return work.execute(
                        TAKE,
                        Tuple.tuple()
                                .addBuffer(Buffer.buffer(nonce.hash()))
                                .addLong(member.gallery().id())
                                .addLong(member.identity().id().value())
                                .addString(owner))
                .map(rows -> rows.size() > 0);
    }

    private Uni<Optional<ReplayRefusal>> see(UnitOfWork work, GalleryMember member, ContentHash picture) {
        Duration window = window(member.gallery());
        if (window.isZero()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return work.execute(REMEMBER, seen(member, picture).addValue(Interval.of(window)))
                .map(rows ->
                        rows.size() > 0 ? Optional.<ReplayRefusal>empty() : Optional.of(ReplayRefusal.PICTURE_SEEN));
    }

    /** For what came to no comparison after all. */
    public Uni<Void> forget(UnitOfWork work, GalleryMember member, ContentHash picture) {
        return window(member.gallery()).isZero()
                ? Uni.createFrom().voidItem()
                : work.execute(FORGET, seen(member, picture)).replaceWithVoid();
    }

    private static Tuple seen(GalleryMember member, ContentHash picture) {
        return Tuple.of(member.gallery().id(), member.identity().id().value())
                .addBuffer(Buffer.buffer(picture.bytes()));
    }
}

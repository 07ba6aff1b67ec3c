package io.facegate.service.replay;

import io.facegate.service.access.Caller;
import io.facegate.service.config.ReplayConfig;
import io.facegate.service.database.Transactions;
import io.facegate.service.gallery.ClaimStatement;
import io.facegate.service.gallery.ClaimedIdentity;
import io.facegate.service.upkeep.Upkeep;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.data.Interval;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Gives nonces out, and deletes what has expired: some at a time, and nothing that another service is deleting. */
@Singleton
final class Nonces implements Upkeep {
    private static final Logger LOG = Logger.getLogger(Nonces.class);

    private static final ClaimStatement GIVE = ClaimStatement.of("""
            INSERT INTO @nonces (nonce_hash, gallery_id, identity_id, owner, expires_at)
            VALUES ($1, $2, $3, $4, clock_timestamp() + $5::interval) RETURNING expires_at""");
    private static final ClaimStatement FORGET = ClaimStatement.of("""
            WITH used AS (DELETE FROM @nonces WHERE nonce_hash IN (
                SELECT nonce_hash FROM @nonces WHERE expires_at <= now() LIMIT 10000 FOR UPDATE SKIP LOCKED))
            DELETE FROM @seen_pictures WHERE (gallery_id, identity_id, picture_hash) IN (
                SELECT gallery_id, identity_id, picture_hash FROM @seen_pictures WHERE expires_at <= now()
                LIMIT 10000 FOR UPDATE SKIP LOCKED)""");

    private final Transactions transactions;
    private final ReplayConfig config;

    Nonces(Transactions transactions, ReplayConfig config) {
        this.transactions = transactions;
        this.config = config;
    }

    /**
     * @param expires by the clock of the database
     */
    record Given(Nonce nonce, Instant expires) {}

    Uni<Given> give(ClaimedIdentity claimed, Caller owner) {
        Nonce nonce = Nonce.random();
        return transactions
                .run(work -> work.execute(
                        GIVE.about(claimed),
                        Tuple.tuple()
                                .addBuffer(Buffer.buffer(nonce.hash()))
                                .addLong(claimed.gallery().id())
                                .addLong(claimed.id().value())
                                .addString(owner.who().toString())
                                .addValue(Interval.of(config.nonceLifetime()))))
                .map(rows -> new Given(
                        nonce, rows.iterator().next().getOffsetDateTime(0).toInstant()));
    }

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public Duration every() {
        return config.forgetEvery();
    }

    @Override
    public Uni<Void> round() {
        return transactions
                .runInBackground(work -> work.execute(FORGET.ofIdentities(), Tuple.tuple())
                        .chain(() -> work.execute(FORGET.ofNobody(), Tuple.tuple())))
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.debugf("What has expired can't be deleted now: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }
}

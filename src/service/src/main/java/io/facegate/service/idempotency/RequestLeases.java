package io.facegate.service.idempotency;

import io.facegate.service.config.IdempotencyConfig;
import io.facegate.service.database.Transactions;
import io.facegate.service.gallery.GalleryMember;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.data.Interval;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Rows of {@code idempotent_requests}: whoever inserts a key's row holds a lease on it. Each change is a unit of work of its
 * own, since others must see it at once.
 */
@Singleton
final class RequestLeases {
    private static final Logger LOG = Logger.getLogger(RequestLeases.class);

    /** Takes a few at a time, and none that another request is deleting. */
    private static final String FORGET = """
            DELETE FROM idempotent_requests WHERE (gallery_id, key) IN (
                SELECT gallery_id, key FROM idempotent_requests WHERE created_at < now() - $1::interval
                LIMIT 1000 FOR UPDATE SKIP LOCKED)""";

    private static final String CLAIM = """
            INSERT INTO idempotent_requests AS r (gallery_id, identity_id, key, fingerprint, lease, leased_until)
            VALUES ($1, $2, $3, $4, $5, now() + $6::interval)
            ON CONFLICT (gallery_id, key) DO UPDATE SET lease = excluded.lease, leased_until = excluded.leased_until
                WHERE r.response IS NULL AND r.leased_until < now() AND r.fingerprint = excluded.fingerprint
            RETURNING key""";
    private static final String LOOK = """
            SELECT fingerprint, response::text FROM idempotent_requests WHERE gallery_id = $1 AND key = $2""";
    private static final String EXTEND = """
            UPDATE idempotent_requests SET leased_until = now() + $2::interval WHERE lease = $1""";
    private static final String ANSWER = """
            UPDATE idempotent_requests SET response = $2::text::json WHERE lease = $1""";
    private static final String RELEASE = "DELETE FROM idempotent_requests WHERE lease = $1";

    private final Transactions transactions;
    private final IdempotencyConfig config;

    RequestLeases(Transactions transactions, IdempotencyConfig config) {
        this.transactions = transactions;
        this.config = config;
    }

    /** Drops what is too old to be asked for again. */
    Uni<Void> forget() {
        return change(FORGET, Tuple.of(Interval.of(config.lifetime()))).replaceWithVoid();
    }

    /** @return whether the lease is on the key from now on: nobody else has it, or has had it until it ran out */
    Uni<Boolean> claim(GalleryMember member, IdempotencyKey key, RequestFingerprint request, UUID lease) {
        return change(
                        CLAIM,
                        Tuple.tuple()
                                .addLong(member.gallery().id())
                                .addLong(member.identity().id().value())
                                .addString(key.value())
                                .addBuffer(Buffer.buffer(request.bytes()))
                                .addUUID(lease)
                                .addValue(Interval.of(config.lease())))
                .map(claimed -> claimed.size() > 0);
    }

    /** The row of a key, with its {@code fingerprint} and its {@code response}. */
    Uni<RowSet<Row>> look(GalleryMember member, IdempotencyKey key) {
        return transactions.read(
                statements -> statements.execute(LOOK, Tuple.of(member.gallery().id(), key.value())));
    }

    /** @return false if the lease went, with whom the request was about */
    Uni<Boolean> answer(UUID lease, String response) {
        return change(ANSWER, Tuple.of(lease, response)).map(kept -> kept.rowCount() > 0);
    }

    /** Until it is cancelled. */
    Cancellable extendAgainAndAgain(UUID lease) {
        return Multi.createFrom()
                .ticks()
                .startingAfter(config.lease().dividedBy(3))
                .every(config.lease().dividedBy(3))
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(
                        tick -> logged(change(EXTEND, Tuple.of(lease, Interval.of(config.lease())))))
                .subscribe()
                .with(extended -> {});
    }

    Uni<Void> release(UUID lease) {
        return logged(change(RELEASE, Tuple.of(lease)));
    }

    /** The lease runs out in any case, so that what fails here harms nobody. */
    private static Uni<Void> logged(Uni<RowSet<Row>> change) {
        return change.replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.warnf("The lease of a request can't be changed: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<RowSet<Row>> change(String statement, Tuple parameters) {
        return transactions.run(work -> work.execute(statement, parameters));
    }
}

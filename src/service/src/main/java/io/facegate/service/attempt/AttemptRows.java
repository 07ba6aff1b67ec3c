package io.facegate.service.attempt;

import io.facegate.service.database.Statements;
import io.facegate.service.gallery.ClaimStatement;
import io.facegate.service.gallery.ClaimedIdentity;
import io.facegate.service.replay.Presented;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.data.Interval;
import java.time.Duration;
import java.util.Optional;

/**
 * The tables {@code attempts} and {@code unknown_attempts}. Each change is one statement, which locks its row and looks at it as it is then, so that however
 * many services try at once, they try one after the other. The clock is the database's, and is read under the lock.
 */
final class AttemptRows {
    private static final ClaimStatement RESERVE = ClaimStatement.of("""
            INSERT INTO @attempts AS a (gallery_id, identity_id, reserved, reserved_at)
            VALUES ($1, $2, 1, clock_timestamp())
            ON CONFLICT (gallery_id, identity_id) DO UPDATE SET reserved = a.reserved + 1, reserved_at = clock_timestamp()
                WHERE a.disabled_at IS NULL AND a.reserved - a.forgiven < $5
                    AND (a.reserved - a.forgiven < $3 OR a.reserved_at <= clock_timestamp() - $4::interval)
            RETURNING a.reserved, a.reserved - a.forgiven AS failures""");
    private static final ClaimStatement REFUSAL = ClaimStatement.of("""
            SELECT disabled_at IS NOT NULL OR reserved - forgiven >= $5 AS disabled,
                CASE WHEN reserved - forgiven >= $3
                    THEN ceil(extract(epoch FROM reserved_at + $4::interval - clock_timestamp()))::bigint ELSE 0 END AS seconds
            FROM @attempts WHERE gallery_id = $1 AND identity_id = $2""");
    private static final ClaimStatement DISABLE = ClaimStatement.of("""
            UPDATE @attempts SET disabled_at = clock_timestamp()
            WHERE gallery_id = $1 AND identity_id = $2 AND disabled_at IS NULL AND reserved - forgiven >= $3
                AND reserved_at <= clock_timestamp() - $4::interval
            RETURNING 1""");
    private static final ClaimStatement SUCCEED = ClaimStatement.of("""
            UPDATE @attempts SET forgiven = greatest(forgiven, $3), succeeded_at = clock_timestamp()
            WHERE gallery_id = $1 AND identity_id = $2""");
    private static final ClaimStatement RELEASE = ClaimStatement.of("""
            UPDATE @attempts SET forgiven = forgiven + 1
            WHERE gallery_id = $1 AND identity_id = $2 AND forgiven < $3""");
    private static final ClaimStatement RESET = ClaimStatement.of("""
            UPDATE @attempts SET forgiven = reserved, disabled_at = NULL WHERE gallery_id = $1 AND identity_id = $2""");
    private static final ClaimStatement SHOW = ClaimStatement.of("""
            SELECT reserved - forgiven AS failures, reserved_at, succeeded_at, disabled_at,
                CASE WHEN reserved - forgiven >= $3 THEN reserved_at + $4::interval END AS next_at
            FROM @attempts WHERE gallery_id = $1 AND identity_id = $2""");

    private AttemptRows() {}

    /** The number of the try and the failures with it; empty if there may be none now. */
    static Uni<Optional<Reservation>> reserve(
            Statements database, ClaimedIdentity claimed, Presented presented, AttemptLimits limits) {
        return database.execute(RESERVE.about(claimed), within(claimed, limits).addInteger(limits.disableAfter()))
                .map(rows -> first(rows)
                        .map(row -> new Reservation(
                                claimed, presented, row.getLong("reserved"), row.getLong("failures"), limits)));
    }

    /** Why there may be none now; empty if there may. */
    static Uni<Optional<AttemptRefusal>> refusal(Statements database, ClaimedIdentity claimed, AttemptLimits limits) {
        return database.execute(REFUSAL.about(claimed), within(claimed, limits).addInteger(limits.disableAfter()))
                .map(rows -> first(rows).flatMap(AttemptRows::refusal));
    }

    private static Optional<AttemptRefusal> refusal(Row row) {
        if (row.getBoolean("disabled")) {
            return Optional.of(new AttemptRefusal.FaceDisabled());
        }
        long seconds = row.getLong("seconds");
        return seconds > 0
                ? Optional.of(new AttemptRefusal.TooManyAttempts(Duration.ofSeconds(seconds)))
                : Optional.empty();
    }

    /**
     * Unless it is disabled already, or hasn't failed often enough.
     *
     * @param since when the last try must have been reserved, so that it isn't being compared still
     * @return whether it is disabled by this
     */
    static Uni<Boolean> disable(Statements database, ClaimedIdentity claimed, AttemptLimits limits, Duration since) {
        return database.execute(
                        DISABLE.about(claimed),
                        of(claimed).addInteger(limits.disableAfter()).addValue(Interval.of(since)))
                .map(rows -> rows.size() > 0);
    }

    static Uni<Void> succeed(Statements database, Reservation reservation) {
        return database.execute(
                        SUCCEED.about(reservation.claimed()),
                        of(reservation.claimed()).addLong(reservation.number()))
                .replaceWithVoid();
    }

    static Uni<Void> release(Statements database, Reservation reservation) {
        return database.execute(
                        RELEASE.about(reservation.claimed()),
                        of(reservation.claimed()).addLong(reservation.number()))
                .replaceWithVoid();
    }

    static Uni<Void> reset(Statements database, ClaimedIdentity claimed) {
        return database.execute(RESET.about(claimed), of(claimed)).replaceWithVoid();
    }

    /** As it is; without any, if nobody tried yet. */
    static Uni<AttemptState> show(Statements database, ClaimedIdentity claimed, AttemptLimits limits) {
        return database.execute(SHOW.about(claimed), within(claimed, limits))
                .map(rows -> first(rows).map(AttemptState::of).orElse(AttemptState.NONE));
    }

    private static Tuple within(ClaimedIdentity claimed, AttemptLimits limits) {
        return of(claimed).addInteger(limits.waitAfter()).addValue(Interval.of(limits.delay()));
    }

    private static Tuple of(ClaimedIdentity claimed) {
        return Tuple.of(claimed.gallery().id(), claimed.id().value());
    }

    private static Optional<Row> first(RowSet<Row> rows) {
        return rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next());
    }
}

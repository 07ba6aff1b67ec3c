package io.facegate.service.attempt;

import io.facegate.service.database.Statements;
import io.facegate.service.gallery.GalleryMember;
import io.facegate.service.replay.Presented;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.data.Interval;
import java.time.Duration;
import java.util.Optional;

/**
 * The table {@code attempts}. Each change is one statement, which locks its row and looks at it as it is then, so that however
 * many services try at once, they try one after the other. The clock is the database's, and is read under the lock.
 */
final class AttemptRows {
    private static final String RESERVE = """
            INSERT INTO attempts AS a (gallery_id, identity_id, reserved, reserved_at)
            VALUES ($1, $2, 1, clock_timestamp())
            ON CONFLICT (gallery_id, identity_id) DO UPDATE SET reserved = a.reserved + 1, reserved_at = clock_timestamp()
                WHERE a.disabled_at IS NULL AND a.reserved - a.forgiven < $5
                    AND (a.reserved - a.forgiven < $3 OR a.reserved_at <= clock_timestamp() - $4::interval)
            RETURNING a.reserved, a.reserved - a.forgiven AS failures""";
    private static final String REFUSAL = """
            SELECT disabled_at IS NOT NULL OR reserved - forgiven >= $5 AS disabled,
                CASE WHEN reserved - forgiven >= $3
                    THEN ceil(extract(epoch FROM reserved_at + $4::interval - clock_timestamp()))::bigint ELSE 0 END AS seconds
            FROM attempts WHERE gallery_id = $1 AND identity_id = $2""";
    private static final String DISABLE = """
            UPDATE attempts SET disabled_at = clock_timestamp()
            WHERE gallery_id = $1 AND identity_id = $2 AND disabled_at IS NULL AND reserved - forgiven >= $3
                AND reserved_at <= clock_timestamp() - $4::interval
            RETURNING 1""";
    private static final String SUCCEED = """
            UPDATE attempts SET forgiven = greatest(forgiven, $3), succeeded_at = clock_timestamp()
            WHERE gallery_id = $1 AND identity_id = $2""";
    private static final String RELEASE = """
            UPDATE attempts SET forgiven = forgiven + 1
            WHERE gallery_id = $1 AND identity_id = $2 AND forgiven < $3""";
    private static final String RESET = """
            UPDATE attempts SET forgiven = reserved, disabled_at = NULL WHERE gallery_id = $1 AND identity_id = $2""";
    private static final String SHOW = """
            SELECT reserved - forgiven AS failures, reserved_at, succeeded_at, disabled_at,
                CASE WHEN reserved - forgiven >= $3 THEN reserved_at + $4::interval END AS next_at
            FROM attempts WHERE gallery_id = $1 AND identity_id = $2""";

    private AttemptRows() {}

    /** The number of the try and the failures with it; empty if there may be none now. */
    static Uni<Optional<Reservation>> reserve(
            Statements database, GalleryMember member, Presented presented, AttemptLimits limits) {
        return database.execute(RESERVE, within(member, limits).addInteger(limits.disableAfter()))
                .map(rows -> first(rows)
                        .map(row -> new Reservation(
                                member, presented, row.getLong("reserved"), row.getLong("failures"), limits)));
    }

    /** Why there may be none now; empty if there may. */
    static Uni<Optional<AttemptRefusal>> refusal(Statements database, GalleryMember member, AttemptLimits limits) {
        return database.execute(REFUSAL, within(member, limits).addInteger(limits.disableAfter()))
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
    static Uni<Boolean> disable(Statements database, GalleryMember member, AttemptLimits limits, Duration since) {
        return database.execute(
                        DISABLE, of(member).addInteger(limits.disableAfter()).addValue(Interval.of(since)))
                .map(rows -> rows.size() > 0);
    }

    static Uni<Void> succeed(Statements database, Reservation reservation) {
        return database.execute(SUCCEED, of(reservation.member()).addLong(reservation.number()))
                .replaceWithVoid();
    }

    static Uni<Void> release(Statements database, Reservation reservation) {
        return database.execute(RELEASE, of(reservation.member()).addLong(reservation.number()))
                .replaceWithVoid();
    }

    static Uni<Void> reset(Statements database, GalleryMember member) {
        return database.execute(RESET, of(member)).replaceWithVoid();
    }

    /** As it is; without any, if nobody tried yet. */
    static Uni<AttemptState> show(Statements database, GalleryMember member, AttemptLimits limits) {
        return database.execute(SHOW, within(member, limits))
                .map(rows -> first(rows).map(AttemptState::of).orElse(AttemptState.NONE));
    }

    private static Tuple within(GalleryMember member, AttemptLimits limits) {
        return of(member).addInteger(limits.waitAfter()).addValue(Interval.of(limits.delay()));
    }

    private static Tuple of(GalleryMember member) {
        return Tuple.of(member.gallery().id(), member.identity().id().value());
    }

    private static Optional<Row> first(RowSet<Row> rows) {
        return rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next());
    }
}

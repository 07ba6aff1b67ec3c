package io.facegate.service.attempt;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * How it stands about tries to be an identity.
 *
 * @param failures since the last success, tries included that are being compared or whose service died
 * @param lastTry null if there was none
 * @param nextTry when the next one may be, if it has to wait
 * @param lastSuccess null if there was none
 * @param disabled since when the face is no factor; null if it is one
 */
record AttemptState(
        long failures,
        @Nullable Instant lastTry,
        @Nullable Instant nextTry,
        @Nullable Instant lastSuccess,
        @Nullable Instant disabled) {
    static final AttemptState NONE = new AttemptState(0, null, null, null, null);

    static AttemptState of(Row row) {
        return new AttemptState(
                row.getLong("failures"),
                at(row, "reserved_at"),
                at(row, "next_at"),
                at(row, "succeeded_at"),
                at(row, "disabled_at"));
    }

    private static @Nullable Instant at(Row row, String column) {
        @Nullable OffsetDateTime at = row.getOffsetDateTime(column);
        return at == null ? null : at.toInstant();
    }
}

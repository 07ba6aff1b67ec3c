package io.facegate.service.database;

import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Tells of each kind of failure of the database once in a while, since one outage fails every request. */
final class DatabaseFailureLog {
    static final Duration PAUSE = Duration.ofSeconds(30);

    private final LongSupplier nanoseconds;
    private final Consumer<String> log;
    private final Map<DatabaseFailure, Told> told = new EnumMap<>(DatabaseFailure.class);

    /**
     * @param nanoseconds a clock, as {@link System#nanoTime()}
     */
    DatabaseFailureLog(LongSupplier nanoseconds, Consumer<String> log) {
        this.nanoseconds = nanoseconds;
        this.log = log;
    }

    synchronized void tell(DatabaseFailure failure, Throwable cause) {
        long now = nanoseconds.getAsLong();
        @Nullable Told before = told.get(failure);
        if (before != null && now - before.at < PAUSE.toNanos()) {
            before.untold++;
            return;
        }
        told.put(failure, new Told(now));
        String again = before == null || before.untold == 0
                ? ""
                : " (and %d requests more since it was told last)".formatted(before.untold);
        log.accept("%s %s%s%n%s".formatted(failure.detail(), reason(cause), again, failure.advice()));
    }

    /** What the database or the network said: Hibernate's words around it have statements, with values. */
    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root instanceof PgException refused
                ? "It says: %s (%s)".formatted(refused.getErrorMessage(), refused.getSqlState())
                : "It was: %s"
                        .formatted(
                                root.getMessage() != null
                                        ? root.getMessage()
                                        : root.getClass().getName());
    }

    private static final class Told {
        private final long at;
        private long untold;

        Told(long at) {
            this.at = at;
        }
    }
}

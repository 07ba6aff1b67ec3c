package io.facegate.service.database;

import io.vertx.pgclient.PgException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL says of a failure, whoever passed it on: the driver, or Hibernate, which makes another exception of it. */
public final class SqlState {
    private static final String FOREIGN_KEY_VIOLATION = "23503";
    private static final String UNIQUE_VIOLATION = "23505";

    private SqlState() {}

    /** The code of PostgreSQL's appendix A, such as {@code 23503}; null if this is no failure of a statement. */
    public static @Nullable String of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String state = cause instanceof PgException refused
                    ? refused.getSqlState()
                    : cause instanceof SQLException passedOn ? passedOn.getSQLState() : null;
            if (state != null) {
                return state;
            }
        }
        return null;
    }

    /** What a row belongs to is not there, or no more. */
    public static boolean isForeignKeyViolation(Throwable failure) {
        return FOREIGN_KEY_VIOLATION.equals(of(failure));
    }

    /** There is a row of this key already. */
    public static boolean isUniqueViolation(Throwable failure) {
        return UNIQUE_VIOLATION.equals(of(failure));
    }
}

package io.facegate.service.web.problem;

import io.vertx.pgclient.PgException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL says of a failure, whoever passed it on: the driver, or Hibernate, which makes another exception of it. */
public final class DatabaseState {
    private DatabaseState() {}

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
}

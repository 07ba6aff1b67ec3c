package io.facegate.service.problem;

import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** Tells a database that can't be reached, or is stopping or starting, from every other failure. */
final class DatabaseOutage {
    /** Connection exceptions, too many connections, and shutting down or starting up (PostgreSQL, appendix A). */
    private static final Pattern OUTAGE = Pattern.compile("08...|53300|57P0[123]");

    private DatabaseOutage() {}

    static boolean causes(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof ClosedConnectionException
                    || cause instanceof SQLTransientConnectionException
                    || cause instanceof TimeoutException
                    || (cause instanceof PgException refused
                            && OUTAGE.matcher(Objects.requireNonNullElse(refused.getSqlState(), ""))
                                    .matches())) {
                return true;
            }
        }
        return false;
    }
}

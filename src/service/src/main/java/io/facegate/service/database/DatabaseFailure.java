package io.facegate.service.database;

import io.netty.channel.unix.Errors.NativeIoException;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Why the database didn't do what it was asked, told from every other failure, whatever Hibernate or the pool has put around
 * it.
 */
enum DatabaseFailure {
    /** Not there, going, coming, or gone within a statement. */
    UNREACHABLE(
            "The database can't be reached, and nothing is decided without it.",
            "Maybe it is stopped, restarts, or isn't where FACEGATE_DB_URL says."),

    /** Every connection of the pool is in use, or a lock, another transaction or a statement took too long. */
    BUSY(
            "Others are changing the same, or the database is busy. Nothing was changed.",
            "Maybe let more connections be used (FACEGATE_DB_CONNECTIONS), or look in pg_stat_activity for what holds locks."),

    /** No disk, no memory, or another bound of the server. */
    EXHAUSTED(
            "The database has no room left.",
            "Maybe its disk is full: free some space, as nothing can be enrolled until then."),

    /** A standby, or a primary that was told to change nothing. */
    READ_ONLY(
            "The database can only be read now.",
            "Maybe FACEGATE_DB_URL names a standby, or default_transaction_read_only is on."),

    /** It doesn't know the user, or the user may not do this. */
    FORBIDDEN(
            "The database refuses what this service has to do.",
            "Maybe the password is another, or the user of FACEGATE_DB_USER lacks privileges that the migrations grant: let FACEGATE_DB_OWNER run them, and see docs/database.md."),

    /** Tables or functions of this version are missing. */
    OTHER_SCHEMA(
            "The database has not the schema of this service.",
            "Maybe run the migrations of this release, or let the service run them (FACEGATE_DB_MIGRATE=true).");

    private static final Set<String> POOL_TIMEOUTS = Set.of("Timeout", "Timeout waiting for connection");
    private static final String CONNECTION_GONE = "Connection is not active now";

    private final String detail;
    private final String advice;

    DatabaseFailure(String detail, String advice) {
        this.detail = detail;
        this.advice = advice;
    }

    /** For whoever sent the request. */
    String detail() {
        return detail;
    }

    /** For whoever runs the service. */
    String advice() {
        return advice;
    }

    /** Empty if it was not the database that failed. */
    static Optional<DatabaseFailure> of(Throwable failure) {
        return chain(failure, new LinkedHashSet<>()).stream()
                .map(DatabaseFailure::ofOne)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** With what was suppressed: after a connection is lost, undoing what it was used for fails too. */
    private static Set<Throwable> chain(Throwable failure, Set<Throwable> found) {
        for (@Nullable Throwable cause = failure; cause != null && found.add(cause); cause = cause.getCause()) {
            for (Throwable suppressed : cause.getSuppressed()) {
                chain(suppressed, found);
            }
        }
        return found;
    }

    private static Optional<DatabaseFailure> ofOne(Throwable cause) {
        if (cause instanceof PgException refused) {
            return ofState(refused.getSqlState());
        }
        if (cause instanceof SQLTransientConnectionException) {
            return Optional.of(UNREACHABLE);
        }
        if (cause instanceof SQLException refused) {
            return ofState(refused.getSQLState());
        }
        if (cause instanceof SocketException
                || cause instanceof NativeIoException
                || cause instanceof ClosedChannelException
                || cause instanceof UnknownHostException
                || cause instanceof ClosedConnectionException
                || cause instanceof TimeoutException) {
            return Optional.of(UNREACHABLE);
        }
        return cause instanceof NoStackTraceThrowable || cause instanceof VertxException
                ? ofWords(String.valueOf(cause.getMessage()))
                : Optional.empty();
    }

    /** Of the pool, which has no types for what goes wrong in it. */
    private static Optional<DatabaseFailure> ofWords(String message) {
        if (POOL_TIMEOUTS.contains(message)) {
            return Optional.of(BUSY);
        }
        return message.startsWith(CONNECTION_GONE) ? Optional.of(UNREACHABLE) : Optional.empty();
    }

    /** By PostgreSQL's appendix A. */
    private static Optional<DatabaseFailure> ofState(@Nullable String state) {
        return state == null || state.length() != 5 ? Optional.empty() : Optional.ofNullable(known(state));
    }

    private static @Nullable DatabaseFailure known(String state) {
        return switch (state) {
            case "53300", "57P01", "57P02", "57P03", "57P05" -> UNREACHABLE;
            case "55P03", "57014", "25P03", "40001", "40P01" -> BUSY;
            case "53000", "53100", "53200", "53400", "58030" -> EXHAUSTED;
            case "25006" -> READ_ONLY;
            case "42501", "3D000", "57P04" -> FORBIDDEN;
            case "42P01", "42703", "42883", "3F000" -> OTHER_SCHEMA;
            default ->
                switch (state.substring(0, 2)) {
                    case "08" -> UNREACHABLE;
                    case "28" -> FORBIDDEN;
                    default -> null;
                };
        };
    }
}

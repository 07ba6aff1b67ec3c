package io.facegate.service.start;

import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What PostgreSQL, or the way to it, said instead of doing what it was asked.
 *
 * @param state the code (PostgreSQL's appendix A); 08001 if nothing answers
 * @param hint what PostgreSQL, or a migration, advises
 */
record Refusal(String state, String message, @Nullable String hint) {
    static final String UNREACHABLE = "08001";

    /** Of the chain of causes, what tells most. */
    static Optional<Refusal> in(Throwable failure) {
        Optional<Refusal> network = causes(failure).flatMap(Refusal::network).findFirst();
        return network.isPresent()
                ? network
                : causes(failure).flatMap(Refusal::server).findFirst();
    }

    static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }

    private static Stream<Refusal> network(Throwable cause) {
        if (cause instanceof UnknownHostException) {
            return Stream.of(new Refusal(UNREACHABLE, "its host is unknown", null));
        }
        if (cause instanceof SocketTimeoutException || cause instanceof TimeoutException) {
            return Stream.of(new Refusal(UNREACHABLE, "no answer in time", null));
        }
        return cause instanceof ConnectException || cause instanceof NoRouteToHostException
                ? Stream.of(new Refusal(UNREACHABLE, "connection refused", null))
                : Stream.empty();
    }

    private static Stream<Refusal> server(Throwable cause) {
        if (cause instanceof PgException refused) {
            return Stream.of(new Refusal(
                    String.valueOf(refused.getSqlState()),
                    String.valueOf(refused.getErrorMessage()),
                    refused.getHint()));
        }
        ServerErrorMessage told = cause instanceof PSQLException refused ? refused.getServerErrorMessage() : null;
        if (told != null) {
            return Stream.of(
                    new Refusal(String.valueOf(told.getSQLState()), String.valueOf(told.getMessage()), told.getHint()));
        }
        return cause instanceof SQLException refused && refused.getSQLState() != null
                ? Stream.of(new Refusal(refused.getSQLState(), String.valueOf(refused.getMessage()), null))
                : Stream.empty();
    }
}

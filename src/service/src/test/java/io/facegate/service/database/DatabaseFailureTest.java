package io.facegate.service.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.CompositeException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.net.SocketException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.hibernate.HibernateException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseFailureTest {
    @ParameterizedTest
    @CsvSource({
        "08006, UNREACHABLE",
        "53300, UNREACHABLE",
        "57P01, UNREACHABLE",
        "55P03, BUSY",
        "57014, BUSY",
        "40P01, BUSY",
        "53100, EXHAUSTED",
        "53200, EXHAUSTED",
        "53400, EXHAUSTED",
        "25006, READ_ONLY",
        "42501, FORBIDDEN",
        "28P01, FORBIDDEN",
        "42P01, OTHER_SCHEMA"
    })
    void whatTheDatabaseSaysIsFoundInWhateverIsAroundIt(String state, DatabaseFailure expected) {
        PgException refused = new PgException("no", "ERROR", state, null);

        assertThat(DatabaseFailure.of(refused)).contains(expected);
        assertThat(DatabaseFailure.of(new HibernateException("could not execute", refused)))
                .contains(expected);
        assertThat(DatabaseFailure.of(new SQLException("no", state))).contains(expected);
    }

    @Test
    void aBrokenConnectionIsFoundInWhateverIsAroundIt() {
        assertThat(DatabaseFailure.of(new HibernateException("no", new SocketException("Connection reset"))))
                .contains(DatabaseFailure.UNREACHABLE);
        assertThat(DatabaseFailure.of(new NoStackTraceThrowable("Timeout"))).contains(DatabaseFailure.BUSY);
        assertThat(DatabaseFailure.of(new CompositeException(
                        new IllegalStateException("HR000090"),
                        new NoStackTraceThrowable("Connection is not active now, current status: CLOSED"))))
                .contains(DatabaseFailure.UNREACHABLE);
    }

    @Test
    void aMistakeOfTheServiceIsNoFailureOfTheDatabase() {
        assertThat(DatabaseFailure.of(new PgException("twice", "ERROR", "23505", null)))
                .isEmpty();
        assertThat(DatabaseFailure.of(new IOException("no JSON"))).isEmpty();
        assertThat(DatabaseFailure.of(new NoStackTraceThrowable("something"))).isEmpty();
        assertThat(DatabaseFailure.of(new NullPointerException())).isEmpty();
    }

    @Test
    void anOutageIsToldOnceInAWhile() {
        AtomicLong clock = new AtomicLong();
        List<String> lines = new ArrayList<>();
        DatabaseFailureLog log = new DatabaseFailureLog(clock::get, lines::add);
        SocketException reset = new SocketException("Connection reset");

        for (int request = 0; request < 100; request++) {
            log.tell(DatabaseFailure.UNREACHABLE, new HibernateException("insert into secrets", reset));
        }
        log.tell(DatabaseFailure.FORBIDDEN, new PgException("denied", "ERROR", "42501", "of a person"));
        clock.addAndGet(DatabaseFailureLog.PAUSE.toNanos());
        log.tell(DatabaseFailure.UNREACHABLE, reset);

        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).contains("Connection reset", "Maybe").doesNotContain("secrets");
        assertThat(lines.get(1)).contains("denied", "42501", "FACEGATE_DB_USER").doesNotContain("person");
        assertThat(lines.get(2)).contains("99 requests more");
    }
}

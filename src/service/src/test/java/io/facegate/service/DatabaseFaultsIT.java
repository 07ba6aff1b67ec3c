package io.facegate.service;

import static io.facegate.testing.TestData.PERSON;
import static io.facegate.testing.TestData.picture;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.service.testing.Eventually;
import io.facegate.testing.FormBody;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.PostgresServer;
import io.facegate.testing.Reply;
import io.facegate.testing.ServiceClient;
import io.facegate.testing.ServiceProcess;
import io.facegate.testing.TestData;
import io.facegate.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client is answered, an orchestrator is told and an operator reads when PostgreSQL fails in its ways. */
@NeedsModels
@Timeout(300)
class DatabaseFaultsIT {
    private static final String SERVER = "faults";
    private static final int CONNECTIONS = 3;

    @TempDir
    static Path folder;

    private static TestDatabase database;
    private static ServiceProcess process;
    private static ServiceClient service;

    @BeforeAll
    static void start() throws IOException {
        database = PostgresServer.own(SERVER).newDatabase();
        process = ServiceProcess.start(
                folder,
                TestData.models(),
                database,
                "facegate.decision.grant-threshold=0.38",
                "facegate.decision.step-up-threshold=0.28",
                "facegate.db.patience=2S",
                "quarkus.datasource.reactive.additional-properties.lock_timeout=30s",
                "quarkus.datasource.reactive.max-size=" + CONNECTIONS);
        service = process.client();
    }

    @AfterAll
    static void stop() {
        process.close();
        PostgresServer.stop(SERVER);
    }

    @AfterEach
    void recovers() throws Exception {
        Eventually.until("ready again", () -> ready().status() == 200);
        assertThat(create().status()).isEqualTo(201);
        assertThat(process.log())
                .doesNotContain("Result is already complete", "Mutiny had to drop", "Failed to rollback");
    }

    @ParameterizedTest
    @CsvSource({
        "53100, 503, database_unavailable, disk is full",
        "53200, 503, database_unavailable, disk is full",
        "55P03, 503, database_busy, pg_stat_activity",
        "57014, 503, database_busy, pg_stat_activity",
        "25006, 503, database_unavailable, standby",
        "42501, 500, database_refuses, privileges",
        "42P01, 500, database_refuses, migrations",
        "XX000, 500, internal, Exception"
    })
    void whatTheDatabaseRefusesIsTyped(String state, int status, String code, String logged) throws SQLException {
        asOwner("""
                CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql
                AS $$ BEGIN RAISE EXCEPTION 'refused' USING ERRCODE = '%s'; END $$""".formatted(state));
        asOwner("CREATE TRIGGER refuse BEFORE INSERT ON galleries FOR EACH ROW EXECUTE FUNCTION refuse()");
        try {
            Reply reply = create().assertProblem(status, code);

            assertThat(reply.header("Retry-After")).isEqualTo(status == 503 ? "1" : "");
            assertThat(process.log()).contains(logged);
        } finally {
            asOwner("DROP TRIGGER refuse ON galleries");
            asOwner("DROP FUNCTION refuse");
        }
    }

    @Test
    void missingPrivilegesAreSaidAndReadinessKnows() throws Exception {
        asOwner("REVOKE INSERT ON galleries FROM " + database.user());
        try {
            create().assertProblem(500, "database_refuses");

            assertThat(ready().status()).isEqualTo(503);
            assertThat(ready().body()).contains("INSERT on galleries");
            assertThat(process.log()).contains("FACEGATE_DB_USER");
        } finally {
            asOwner("GRANT INSERT ON galleries TO " + database.user());
        }
    }

    @Test
    void aDatabaseThatCanOnlyBeReadIsNotReady() throws Exception {
        asOwner("ALTER DATABASE %s SET default_transaction_read_only = on".formatted(database.name()));
        endConnections();
        try {
            Eventually.until("it is seen", () -> ready().body().contains("only be read"));

            create().assertProblem(503, "database_unavailable");
            assertThat(service.get("/v1/galleries").status()).isEqualTo(200);
        } finally {
            asOwner("BEGIN READ WRITE; ALTER DATABASE %s RESET default_transaction_read_only; COMMIT"
                    .formatted(database.name()));
            endConnections();
        }
    }

    @Test
    void connectionsThatAreAllInUseAreWaitedForShortly() throws Exception {
        try (Connection owner = database.connectAsOwner();
                Statement sql = owner.createStatement()) {
            owner.setAutoCommit(false);
            sql.execute("LOCK TABLE galleries IN ACCESS EXCLUSIVE MODE");
            List<CompletableFuture<Integer>> held = new ArrayList<>();
            Eventually.until("all connections are in use", () -> {
                boolean all = waitingForLock() == CONNECTIONS;
                if (!all) { // some wait for a connection to be made, for as long as they are patient
                    held.add(CompletableFuture.supplyAsync(
                            () -> service.get("/v1/galleries").status()));
                }
                return all;
            });

            service.get("/v1/galleries").assertProblem(503, "database_busy");
            assertThat(ready().status()).isEqualTo(503);
            owner.rollback();
            held.forEach(answer -> assertThat(answer.join()).isIn(200, 503));
        }
    }

    @Test
    void connectionsThatEndWithinRequestsAreAnswered() throws Exception {
        List<CompletableFuture<Reply>> replies = new ArrayList<>();
        for (int round = 0; round < 10; round++) {
            for (int i = 0; i < 8; i++) {
                replies.add(CompletableFuture.supplyAsync(
                        i % 2 == 0 ? DatabaseFaultsIT::create : () -> service.get("/v1/galleries")));
            }
            endConnections();
        }

        assertThat(replies.stream().map(CompletableFuture::join).map(Reply::status))
                .isSubsetOf(200, 201, 503);
    }

    @Test
    void aServerThatStopsAndStartsIsFoundAgain() throws Exception {
        PostgresServer.stop(SERVER);
        try {
            create().assertProblem(503, "database_unavailable");

            assertThat(ready().status()).isEqualTo(503);
            assertThat(service.get("/q/health/live").status()).isEqualTo(200);
            service.post("/embedding", new FormBody().file("file", picture(PERSON)))
                    .assertOk();
        } finally {
            PostgresServer.startAgain(SERVER);
        }
    }

    private static Reply create() {
        return service.post(
                "/v1/galleries",
                "application/json",
                "{\"name\": \"g%s\"}"
                        .formatted(Long.toHexString(System.nanoTime()))
                        .getBytes(UTF_8));
    }

    private static Reply ready() {
        return service.get("/q/health/ready");
    }

    private static void asOwner(String command) throws SQLException {
        try (Connection owner = database.connectAsOwner();
                Statement sql = owner.createStatement()) {
            sql.execute(command);
        }
    }

    private static void endConnections() throws SQLException {
        asOwner("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '%s'"
                .formatted(database.user()));
    }

    private static long waitingForLock() {
        try (Connection owner = database.connectAsOwner();
                Statement sql = owner.createStatement();
                var rows = sql.executeQuery(
                        "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND usename = '%s'"
                                .formatted(database.user()))) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.facegate.service.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.testing.PostgresServer;
import io.facegate.testing.ServiceProcess;
import io.facegate.testing.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each mistake ends the packaged service with status 1 and three lines: what, which setting, and what may help. */
@Timeout(300)
@SuppressWarnings("NullAway.Init") // set before all tests
class StartFailuresIT {
    private static final Path BUNDLE = Path.of("../../models");

    private static final TestDatabase database = PostgresServer.shared().newDatabase();

    @TempDir
    Path folder;

    @BeforeAll
    static void migrate() {
        database.migrate();
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void settingsAreCheckedBeforeAnythingElse() throws Exception {
        assertFails(
                BUNDLE,
                at("jdbc:postgresql://nowhere/"),
                List.of("facegate.decision.grant-frm=0.1"),
                "there is no setting facegate.decision.grant-frm.",
                "FACEGATE_DB_URL is jdbc:postgresql://nowhere/" + database.name());
        assertFails(
                BUNDLE,
                database,
                List.of("facegate.uploads.maximum-parts=many"),
                "FACEGATE_UPLOADS_MAXIMUM_PARTS is many.");
    }

    @Test
    void anUnreachableDatabase() throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = free.getLocalPort();
            free.close();
            assertFails(
                    at("postgresql://127.0.0.1:%d/".formatted(port)),
                    "no PostgreSQL answers at",
                    "FACEGATE_DB_URL says");
        }
    }

    @Test
    void aDatabaseThatIsMissing() throws Exception {
        TestDatabase missing = new TestDatabase(
                "nothing",
                database.server(),
                database.owner(),
                database.ownerPassword(),
                database.user(),
                database.password());

        assertFails(missing, "there is no such database", "Maybe create it");
    }

    @Test
    void aWrongPasswordOfTheOwner() throws Exception {
        assertFails(
                new TestDatabase(
                        database.name(),
                        database.server(),
                        database.owner(),
                        "wrong",
                        database.user(),
                        database.password()),
                "doesn't let %s in".formatted(database.owner()),
                "FACEGATE_DB_OWNER_PASSWORD");
    }

    @Test
    void aWrongPasswordOfTheServicesOwnRole() throws Exception {
        assertFails(
                new TestDatabase(
                        database.name(),
                        database.server(),
                        database.owner(),
                        database.ownerPassword(),
                        database.user(),
                        "wrong"),
                "doesn't let %s in".formatted(database.user()),
                "FACEGATE_DB_PASSWORD");
    }

    @Test
    void anOwnerWhoMayNotCreateTables() throws Exception {
        try (TestDatabase empty = PostgresServer.shared().newDatabase()) {
            assertFails(
                    new TestDatabase(
                            empty.name(),
                            empty.server(),
                            empty.user(),
                            empty.password(),
                            empty.user(),
                            empty.password()),
                    "lacks a right",
                    "permission denied",
                    "Maybe make it the owner");
        }
    }

    @Test
    void aDatabaseWithoutPgvector() throws Exception {
        sql(database, "CREATE DATABASE without_vector TEMPLATE template0");
        try (TestDatabase empty = new TestDatabase(
                "without_vector",
                database.server(),
                database.owner(),
                database.ownerPassword(),
                database.user(),
                database.password())) {
            assertFails(
                    empty,
                    "The extension vector is missing",
                    "Maybe let an administrator run: CREATE EXTENSION vector");
        }
    }

    @Test
    void aSchemaThatWasMigratedByHand() throws Exception {
        try (TestDatabase byHand = PostgresServer.shared().newDatabase()) {
            for (Path migration : migrations()) {
                sql(byHand, Files.readString(migration));
            }

            assertFails(byHand, "were made by hand", "Maybe set FACEGATE_DB_MIGRATE=false");

            try (ServiceProcess service = ServiceProcess.start(
                    folder,
                    BUNDLE.toAbsolutePath().normalize(),
                    byHand,
                    "facegate.db.migrate=false",
                    "quarkus.flyway.migrate-at-start=false")) {
                assertThat(service.client().get("/q/health/ready").status()).isEqualTo(200);
            }
        }
    }

    @Test
    void modelsThatWereSwapped() throws Exception {
        Path models = folder.resolve("models");
        copy(BUNDLE, models);
        List<Path> graphs;
        try (Stream<Path> files = Files.walk(models)) {
            graphs = files.filter(file -> file.endsWith("saved_model.pb")).toList();
        }
        byte[] first = Files.readAllBytes(graphs.get(0));
        Files.copy(graphs.get(1), graphs.get(0), StandardCopyOption.REPLACE_EXISTING);
        Files.write(graphs.get(1), first);

        assertFails(
                models,
                database,
                List.of(),
                "is missing or not what its model.json says",
                "FACEGATE_MODELS is the folder",
                "Maybe import the model again");
    }

    private void assertFails(TestDatabase at, String... parts) throws Exception {
        assertFails(BUNDLE, at, List.of(), parts);
    }

    private void assertFails(Path models, TestDatabase at, List<String> settings, String... parts) throws Exception {
        try (ServiceProcess service = ServiceProcess.start(
                folder, models.toAbsolutePath().normalize(), at, settings.toArray(String[]::new))) {
            assertThat(service.exitStatus()).isEqualTo(1);
            String log = service.log();
            // what Flyway tells of a migration that it tries comes before
            List<String> lines =
                    log.lines().filter(line -> !line.contains(".DbMigrate]")).toList();
            assertThat(lines).as(log).hasSizeBetween(3, 6);
            for (int line = 0; line < lines.size(); line += 3) {
                assertThat(lines.get(line)).startsWith("Facegate can't start: ");
                assertThat(lines.get(line + 2)).startsWith("  Maybe ");
            }
            assertThat(log).contains(parts).doesNotContain("wrong\n", "\tat ");
        }
    }

    private static TestDatabase at(String server) {
        return new TestDatabase(
                database.name(),
                server,
                database.owner(),
                database.ownerPassword(),
                database.user(),
                database.password());
    }

    private static List<Path> migrations() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../../db-migrations"))) {
            return files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted(Comparator.comparingInt(StartFailuresIT::number))
                    .toList();
        }
    }

    private static int number(Path migration) {
        return Integer.parseInt(String.valueOf(migration.getFileName()).replaceAll("V(\\d+)__.*", "$1"));
    }

    private static void sql(TestDatabase at, String statements) throws SQLException {
        try (Connection connection = at.connectAsOwner();
                Statement sql = connection.createStatement()) {
            sql.execute(statements);
        }
    }

    private static void copy(Path source, Path target) throws IOException {
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Path copy = target.resolve(source.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }
}

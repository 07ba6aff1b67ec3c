package io.facegate.service.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.testing.PostgresServer;
import io.facegate.testing.ServiceProcess;
import io.facegate.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service as the migration job of {@code k8s/base} starts it: where there are no models. */
@Timeout(300)
class MigrationJobIT {
    private static final String END_AFTERWARDS = "quarkus.init-and-exit=true";

    private final TestDatabase database = PostgresServer.shared().newDatabase();

    @TempDir
    Path folder;

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    @Test
    void itMigratesAndEndsAndMayBeRepeated() throws Exception {
        for (int i = 0; i < 2; i++) {
            try (ServiceProcess job =
                    ServiceProcess.start(folder, folder.resolve("no-models"), database, END_AFTERWARDS)) {
                assertThat(job.exitStatus()).as(job.log()).isZero();
                assertThat(job.log()).doesNotContain("Listening on");
            }
        }

        assertThat(tables()).isPositive();
    }

    @Test
    void itFailsWhereItCantMigrate() throws Exception {
        try (ServiceProcess job = ServiceProcess.start(
                folder,
                folder.resolve("no-models"),
                database,
                END_AFTERWARDS,
                "quarkus.flyway.password=not-the-owners-password")) {
            assertThat(job.exitStatus()).isEqualTo(1);
        }

        assertThat(tables()).isZero();
    }

    private int tables() throws SQLException {
        try (Connection connection = database.connectAsOwner();
                Statement sql = connection.createStatement();
                ResultSet count = sql.executeQuery(
                        "SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tablename = 'templates'")) {
            count.next();
            return count.getInt(1);
        }
    }
}

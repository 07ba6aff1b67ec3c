package io.facegate.service;

import static io.facegate.service.GalleryScenario.ABDULLAH;
import static io.facegate.service.GalleryScenario.ABDULLAH_AGAIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.service.testing.Eventually;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.PostgresServer;
import io.facegate.testing.Reply;
import io.facegate.testing.ServiceClient;
import io.facegate.testing.ServiceProcess;
import io.facegate.testing.TestData;
import io.facegate.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** While versions roll, the service meets schemas that are older and newer than its own. */
@NeedsModels
@Timeout(600)
class SchemaVersionIT {
    private static final String OWN_MIGRATIONS = "classpath:db/migration";
    /** What the rules allow the next version to do. */
    private static final String NEXT = """
            ALTER TABLE galleries ADD COLUMN purpose text;
            ALTER TABLE identities ADD COLUMN consent text NOT NULL DEFAULT 'unknown';
            ALTER TABLE templates ADD COLUMN camera text;
            ALTER TABLE idempotent_requests ADD COLUMN attempts integer NOT NULL DEFAULT 1;
            CREATE TABLE doors (door_id bigint PRIMARY KEY);
            CREATE OR REPLACE FUNCTION schema_version() RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 999';
            """;

    @TempDir
    Path folder;

    @Test
    void onAnOlderSchemaItWaitsForTheMigrations() throws Exception {
        try (TestDatabase database = PostgresServer.shared().newDatabase()) {
            database.migrate(flyway -> flyway.target("4"));
            try (ServiceProcess process = start(database, "quarkus.flyway.migrate-at-start=false")) {
                ServiceClient service = process.client();

                assertThat(service.get("/q/health/live").status()).isEqualTo(200);
                Reply waiting = service.get("/q/health/ready");
                assertThat(waiting.status()).isEqualTo(503);
                assertThat(waiting.body()).contains("\"needed\"");
                assertThat(process.log()).contains("The schema is at version 0 and this service needs");

                database.migrate();

                Eventually.until(
                        "ready once the migrations have run",
                        () -> service.get("/q/health/ready").status() == 200);
                enrolAndIdentify(service);
            }
        }
    }

    @Test
    void onANewerSchemaItWorks() throws Exception {
        Files.writeString(folder.resolve("V999__next.sql"), NEXT);
        try (TestDatabase database = PostgresServer.shared().newDatabase()) {
            database.migrate(flyway -> flyway.locations(OWN_MIGRATIONS, "filesystem:" + folder));

            try (ServiceProcess process = start(database)) {
                ServiceClient service = process.client();

                assertThat(service.get("/q/health/ready").status()).isEqualTo(200);
                assertThat(process.log()).contains("The schema is at version 999, newer than");
                enrolAndIdentify(service);
            }
        }
    }

    @Test
    void itGoesOnWhileItsSuccessorMigrates() throws Exception {
        Files.writeString(folder.resolve("V999__next.sql"), NEXT);
        try (TestDatabase database = PostgresServer.shared().newDatabase();
                ServiceProcess process = start(database)) {
            ServiceClient service = process.client();
            enrolAndIdentify(service); // statements are prepared, and their plans cached

            database.migrate(flyway -> flyway.locations(OWN_MIGRATIONS, "filesystem:" + folder));

            assertThat(service.get("/q/health/ready").status()).isEqualTo(200);
            enrolAndIdentify(service);
            assertThat(process.log()).doesNotContain("A request failed");
        }
    }

    private ServiceProcess start(TestDatabase database, String... settings) throws IOException {
        return ServiceProcess.start(
                folder,
                TestData.models(),
                database,
                Stream.concat(
                                Stream.of(
                                        "facegate.decision.grant-threshold=0.38",
                                        "facegate.decision.step-up-threshold=0.28"),
                                Stream.of(settings))
                        .toArray(String[]::new));
    }

    private static void enrolAndIdentify(ServiceClient service) {
        GalleryScenario gallery = new GalleryScenario(service.base());
        gallery.create("gul", "Abdullah");
        gallery.enrol("gul", ABDULLAH);
        assertThat(gallery.identify(ABDULLAH_AGAIN).at("/candidates/0/identity").asText())
                .isEqualTo("gul");
        assertThat(gallery.verify("gul", ABDULLAH_AGAIN)
                        .assertOk()
                        .json()
                        .get("result")
                        .asText())
                .isEqualTo("access_granted");
    }
}

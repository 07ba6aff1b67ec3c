package io.facegate.service;

import static io.facegate.service.GalleryScenario.ABDULLAH;
import static io.facegate.service.GalleryScenario.ABDULLAH_AGAIN;
import static io.facegate.service.GalleryScenario.STRANGER;
import static io.facegate.testing.TestData.picture;
import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.service.testing.Eventually;
import io.facegate.service.testing.RawConnection;
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
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tries are counted for an identity, and not by a service: two share nothing but PostgreSQL, and one of them dies. */
@NeedsModels
@Timeout(600)
@SuppressWarnings("NullAway.Init") // set before all tests
class AttemptsOnTwoReplicasIT {
    private static final int TRIES = 200;

    private static final TestDatabase database = PostgresServer.shared().newDatabase();
    private static final ExecutorService clients = Executors.newFixedThreadPool(TRIES);

    @TempDir
    static Path folder;

    private static ServiceProcess oneProcess;
    private static ServiceProcess otherProcess;
    private static ServiceClient one;
    private static ServiceClient other;

    private GalleryScenario gallery;

    @BeforeAll
    static void startBoth() throws IOException {
        oneProcess = start("one");
        otherProcess = start("other");
        one = oneProcess.client();
        other = otherProcess.client();
    }

    @AfterAll
    static void stopBoth() throws InterruptedException {
        clients.shutdownNow();
        oneProcess.kill();
        otherProcess.kill();
        database.close();
    }

    private static ServiceProcess start(String name) throws IOException {
        return ServiceProcess.start(
                Files.createDirectory(folder.resolve(name)),
                TestData.models(),
                database,
                "facegate.decision.grant-threshold=0.38",
                "facegate.decision.step-up-threshold=0.28",
                // however slow the machine is, none of them is turned away
                "facegate.inference.queue-size=" + TRIES,
                "facegate.inference.maximum-wait=300S",
                "facegate.db.patience=60S",
                "facegate.uploads.memory=200M",
                "facegate.uploads.silence=60S");
    }

    @BeforeEach
    void enrol() {
        gallery = new GalleryScenario(other.base());
        gallery.create("gul", "Abdullah");
        gallery.enrol("gul", ABDULLAH);
    }

    @Test
    void twoHundredFailuresAtOnceAreTwoHundred() {
        set("{\"wait_after\": 1000, \"disable_after\": 1000}");

        assertThat(atOnce()).allSatisfy(reply -> assertThat(reply.status()).isEqualTo(200));

        assertThat(failures()).isEqualTo(TRIES);
    }

    @Test
    void noneIsComparedAfterTheLimit() {
        set("{\"wait_after\": 30, \"wait_seconds\": 600, \"disable_after\": 50}");

        List<Reply> replies = atOnce();

        assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(30);
        assertThat(replies)
                .filteredOn(reply -> reply.status() != 200)
                .hasSize(TRIES - 30)
                .allSatisfy(reply -> reply.assertProblem(429, "too_many_attempts"));
        assertThat(failures()).isEqualTo(30);
    }

    /** The pictures are of the right person: had their service lived, they would have been granted. */
    @Test
    void aServiceThatIsKilledBeforeItConcludesLosesNoTry() throws Exception {
        set("{\"wait_seconds\": 86400}"); // a start may take longer than the default
        List<RawConnection> waiting = new ArrayList<>();
        byte[] right = picture(ABDULLAH_AGAIN);
        try (Connection owner = database.connectAsOwner();
                Statement sql = owner.createStatement()) {
            for (int i = 0; i < 3; i++) {
                RawConnection connection = new RawConnection(one.base());
                waiting.add(connection);
                connection.sendHead(
                        "POST",
                        gallery.identity("gul") + "/verify",
                        "image/jpeg",
                        "Content-Length: " + right.length,
                        "Expect: 100-continue");
                assertThat(connection.readHead())
                        .as("the person is found, and the picture is wanted")
                        .startsWith("HTTP/1.1 100");
            }
            owner.setAutoCommit(false);
            sql.execute("LOCK TABLE templates IN ACCESS EXCLUSIVE MODE"); // no comparison comes to its end
            for (RawConnection connection : waiting) {
                connection.send(right);
            }
            Eventually.until("the first is reserved, and the others wait for its end", () -> reserved(sql) == 1);
            oneProcess.kill();
            owner.rollback();
        }
        for (RawConnection connection : waiting) {
            connection.close();
        }

        assertThat(failures()).isEqualTo(1);
        for (int i = 0; i < 4; i++) {
            assertThat(verify(other, STRANGER).assertOk().json().get("result").asText())
                    .isEqualTo("access_denied");
        }
        verify(other, ABDULLAH_AGAIN).assertProblem(429, "too_many_attempts");

        oneProcess = start("again");
        one = oneProcess.client();
        verify(one, ABDULLAH_AGAIN).assertProblem(429, "too_many_attempts");
        one.method("POST", gallery.identity("gul") + "/attempts/reset").assertOk();
        assertThat(verify(other, ABDULLAH_AGAIN).assertOk().json().get("result").asText())
                .isEqualTo("access_granted");
    }

    private List<Reply> atOnce() {
        List<CompletableFuture<Reply>> sent = new ArrayList<>();
        for (int i = 0; i < TRIES; i++) {
            ServiceClient replica = i % 2 == 0 ? one : other;
            sent.add(CompletableFuture.supplyAsync(() -> verify(replica, STRANGER), clients));
        }
        return sent.stream().map(CompletableFuture::join).toList();
    }

    private Reply verify(ServiceClient replica, String picture) {
        return replica.post(gallery.identity("gul") + "/verify", "image/jpeg", picture(picture));
    }

    private void set(String policy) {
        gallery.patch(gallery.path(), "{\"verification\": %s}".formatted(policy))
                .assertOk();
    }

    private int failures() {
        return other.get(gallery.identity("gul") + "/attempts")
                .assertOk()
                .json()
                .get("failures")
                .intValue();
    }

    private long reserved(Statement sql) {
        try (var rows =
                sql.executeQuery("SELECT coalesce(sum(reserved), 0) FROM attempts JOIN galleries USING (gallery_id)"
                        + " WHERE name = '%s'".formatted(gallery.name()))) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

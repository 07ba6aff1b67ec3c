package io.facegate.service.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.service.testing.Eventually;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.PostgresServer;
import io.facegate.testing.Reply;
import io.facegate.testing.ServiceClient;
import io.facegate.testing.ServiceProcess;
import io.facegate.testing.TestData;
import io.facegate.testing.TestDatabase;
import io.facegate.testing.TestKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Keys are held in memory by each of two services: what one does to them, the other knows within a second. */
@NeedsModels
@Timeout(600)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init") // set before all tests
class KeysOnTwoReplicasIT {
    private static final String SERVER = "keys";
    private static final Duration REFRESH = Duration.ofSeconds(1);
    private static final Duration STALE = Duration.ofSeconds(4);
    /** On a busy machine; on an idle one it takes milliseconds. */
    private static final Duration STATEMENT = Duration.ofSeconds(2);

    private static final TestDatabase database = PostgresServer.own(SERVER).firstDatabase();

    @TempDir
    static Path folder;

    private static ServiceProcess oneProcess;
    private static ServiceProcess otherProcess;
    private static TestKeys keys;
    private static ServiceClient one;
    private static ServiceClient other;
    private static String admin;

    @BeforeAll
    static void startBoth() throws IOException {
        oneProcess = start("one");
        otherProcess = start("other");
        one = oneProcess.client();
        other = otherProcess.client();
        keys = new TestKeys(database);
        admin = keys.with("admin");
    }

    @AfterAll
    static void stopBoth() throws InterruptedException {
        oneProcess.kill();
        otherProcess.kill();
    }

    private static ServiceProcess start(String name) throws IOException {
        return ServiceProcess.start(
                Files.createDirectory(folder.resolve(name)),
                TestData.models(),
                database,
                "facegate.access.insecure=false",
                "facegate.access.pepper=" + TestKeys.PEPPER,
                "facegate.access.refresh-every=%dS".formatted(REFRESH.toSeconds()),
                "facegate.access.stale-after=%dS".formatted(STALE.toSeconds()),
                "facegate.decision.grant-threshold=0.38",
                "facegate.decision.step-up-threshold=0.28");
    }

    private static Reply ask(ServiceClient replica, String key) {
        return replica.withKey(key).get("/v1/models");
    }

    private static String create(ServiceClient replica) {
        Reply made = replica.withKey(admin)
                .post(
                        "/v1/keys",
                        "application/json",
                        "{\"name\": \"of a test\", \"scopes\": [\"read\"]}".getBytes(StandardCharsets.UTF_8));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.json().get("text").asText();
    }

    @Test
    @Order(1)
    void whatOneMakesTheOtherKnowsAtOnce() {
        assertThat(ask(other, create(one)).status()).isEqualTo(200);
    }

    @Test
    @Order(2)
    void whatOneRevokesTheOtherRefusesWithinTheStatedTime() throws InterruptedException {
        String key = create(other);
        assertThat(ask(one, key).status()).isEqualTo(200);
        assertThat(ask(other, key).status()).isEqualTo(200);

        assertThat(one.withKey(admin)
                        .method("DELETE", "/v1/keys/" + TestKeys.id(key))
                        .status())
                .isEqualTo(204);
        long revoked = System.nanoTime();

        ask(one, key).assertProblem(401, "unauthenticated");
        Eventually.until("the other refuses it", () -> ask(other, key).status() == 401);
        Duration took = Duration.ofNanos(System.nanoTime() - revoked);
        System.out.printf("The other replica refused a revoked key after %d ms%n", took.toMillis());
        assertThat(took).isLessThan(REFRESH.plus(STATEMENT));
    }

    /** Last, since it takes the database away from both. */
    @Test
    @Order(3)
    void withoutTheDatabaseKnownKeysAreBelievedForAWhileAndThenNone() throws InterruptedException {
        String key = create(one);
        assertThat(ask(one, key).status()).isEqualTo(200);

        PostgresServer.stop(SERVER);
        try {
            assertThat(ask(one, key).status()).as("known, and just looked at").isEqualTo(200);
            Eventually.until("no key is believed", () -> ask(one, key).status() == 503);
            Reply known = ask(one, key).assertProblem(503, "database_unavailable");
            Reply unknown =
                    ask(one, key.replace(TestKeys.id(key), "0123456789ab")).assertProblem(503, "database_unavailable");
            assertThat(known.header("Retry-After")).isNotEmpty().isEqualTo(unknown.header("Retry-After"));
            assertThat(one.get("/q/health/live").status()).isEqualTo(200);
        } finally {
            PostgresServer.startAgain(SERVER);
        }

        Eventually.until("it is believed again", () -> ask(one, key).status() == 200);
        ask(one, key.replace(TestKeys.id(key), "0123456789ab")).assertProblem(401, "unauthenticated");
    }
}

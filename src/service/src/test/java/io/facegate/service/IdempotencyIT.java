package io.facegate.service;

import static io.facegate.service.GalleryScenario.ABDULLAH;
import static io.facegate.service.GalleryScenario.ABDULLAH_AGAIN;
import static io.facegate.testing.TestData.picture;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.service.database.DatabaseTestResource;
import io.facegate.service.inference.InferenceExecutor;
import io.facegate.testing.FormBody;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.Reply;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An enrolment that is repeated with its Idempotency-Key is answered as the first time. */
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@TestProfile(IdempotencyIT.ShortLease.class)
@SuppressWarnings("NullAway.Init") // injected
@Timeout(60)
class IdempotencyIT {
    public static final class ShortLease implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "facegate.inference.workers",
                    "1",
                    "facegate.inference.queue-size",
                    "2",
                    "facegate.inference.maximum-wait",
                    "60S",
                    "facegate.idempotency.lease",
                    "2S");
        }
    }

    @TestHTTPResource
    URI base;

    @Inject
    DataSource database;

    @Inject
    InferenceExecutor executor;

    private GalleryScenario gallery;

    @BeforeEach
    void createGallery() {
        gallery = new GalleryScenario(base);
        gallery.create("gul", "Abdullah");
    }

    @Test
    void aRepeatedRequestIsAnsweredAsTheFirstTime() {
        Reply first = enrol("key", "gul", ABDULLAH).assertOk();
        Reply second = enrol("key", "gul", ABDULLAH).assertOk();
        Reply bare = enrol("another", "gul", ABDULLAH).assertOk();

        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(first.json().findValuesAsText("outcome")).containsExactly("enrolled");
        assertThat(bare.json().findValuesAsText("outcome")).containsExactly("already_enrolled");
    }

    @Test
    void ofParallelRequestsOneIsWorkedOutAndAllGetItsAnswer() {
        List<CompletableFuture<Reply>> later = IntStream.range(0, 64)
                .mapToObj(i -> enrolLater("key", ABDULLAH))
                .toList();
        List<Reply> replies = later.stream().map(CompletableFuture::join).toList();

        assertThat(replies).filteredOn(IdempotencyIT::workedOut).hasSize(1);
        Reply first =
                replies.stream().filter(IdempotencyIT::workedOut).findFirst().orElseThrow();
        for (Reply reply : replies) {
            if (reply.status() == 200) {
                assertThat(reply.body()).isEqualTo(first.body());
            } else {
                assertThat(reply.assertProblem(409, "idempotency_key_in_use").header("Retry-After"))
                        .isEqualTo("1");
            }
        }
        assertThat(enrol("key", "gul", ABDULLAH).assertOk().body()).isEqualTo(first.body());
        assertThat(first.json().findValuesAsText("outcome")).containsExactly("enrolled");
    }

    private static boolean workedOut(Reply reply) {
        return reply.status() == 200 && reply.header("Idempotency-Replayed").isEmpty();
    }

    @Test
    void aKeyIsForOneRequest() {
        gallery.create("other", "Other");
        enrol("key", "gul", ABDULLAH).assertOk();

        enrol("key", "gul", ABDULLAH_AGAIN).assertProblem(422, "idempotency_key_reused");
        enrol("key", "other", ABDULLAH).assertProblem(422, "idempotency_key_reused");
        send("key", gallery.identity("gul") + "/templates?face=only", GalleryScenario.form(ABDULLAH))
                .assertProblem(422, "idempotency_key_reused");
        enrol("\"", "gul", ABDULLAH).assertProblem(400, "parameter_invalid");
    }

    @Test
    void anotherGalleryHasKeysOfItsOwn() {
        enrol("key", "gul", ABDULLAH).assertOk();
        GalleryScenario another = new GalleryScenario(base);
        another.create("gul", "Another");

        Reply reply = send("key", another.identity("gul") + "/templates", GalleryScenario.form(ABDULLAH));

        assertThat(reply.assertOk().header("Idempotency-Replayed")).isEmpty();
    }

    @Test
    void embeddingsHaveKeysToo() {
        JsonNode embedding = gallery.service()
                .post("/embedding", new FormBody().file("file", picture(ABDULLAH)))
                .assertOk()
                .json()
                .get("embedding");

        Reply first = sendJson("{\"embeddings\": [%s]}".formatted(embedding)).assertOk();
        Reply second =
                sendJson("{ \"embeddings\" : [ %s ] }".formatted(embedding)).assertOk();

        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(second.body()).isEqualTo(first.body());
    }

    private Reply sendJson(String body) {
        return gallery.service()
                .send(gallery.service()
                        .request(gallery.identity("gul") + "/templates")
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", "\"embedding\"")
                        .POST(BodyPublishers.ofString(body)));
    }

    @Test
    void whatFailedMayBeRepeatedWithItsKey() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        for (int waiting = 0; waiting <= 2; waiting++) {
            executor.compute(List.of(), () -> awaitRelease(done)).subscribe().with(nothing -> {});
            // the first has to leave the queue before the queue can be full
            while (executor.computing() < 1 || executor.queued() < waiting) {
                Thread.sleep(5);
            }
        }
        try {
            enrol("key", "gul", ABDULLAH).assertProblem(503, "overloaded");
        } finally {
            done.countDown();
        }
        while (executor.queued() > 0) {
            Thread.sleep(5);
        }

        assertThat(enrol("key", "gul", ABDULLAH).assertOk().json().findValuesAsText("outcome"))
                .containsExactly("enrolled");
    }

    @Test
    void aKeyIsKeptAsLongAsItsRequestIsWorkedOn() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        executor.compute(List.of(), () -> awaitRelease(done)).subscribe().with(nothing -> {});
        CompletableFuture<Reply> slow = enrolLater("key", ABDULLAH);
        try {
            Thread.sleep(5000); // two and a half leases
            enrol("key", "gul", ABDULLAH).assertProblem(409, "idempotency_key_in_use");
        } finally {
            done.countDown();
        }

        assertThat(slow.join().assertOk().json().findValuesAsText("outcome")).containsExactly("enrolled");
    }

    private static boolean awaitRelease(CountDownLatch done) {
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    @Test
    void theKeyOfARequestThatDiedIsFreeAgain() throws SQLException, InterruptedException {
        enrol("key", "gul", ABDULLAH).assertOk();
        execute("UPDATE idempotent_requests SET response = NULL, leased_until = now() + '1 s'");

        enrol("key", "gul", ABDULLAH).assertProblem(409, "idempotency_key_in_use");
        Thread.sleep(1100);

        assertThat(enrol("key", "gul", ABDULLAH).assertOk().json().findValuesAsText("outcome"))
                .containsExactly("already_enrolled");
    }

    @Test
    void answersAreForgottenAfterADayAndWithTheirPerson() throws SQLException {
        enrol("old", "gul", ABDULLAH).assertOk();
        execute("UPDATE idempotent_requests SET created_at = now() - interval '25 h'");
        enrol("new", "gul", ABDULLAH).assertOk();
        assertThat(keys()).isEqualTo("new");

        gallery.service().method("DELETE", gallery.identity("gul"));
        assertThat(keys()).isEmpty();
    }

    private String keys() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery("""
                        SELECT coalesce(string_agg(key, ','), '') FROM idempotent_requests JOIN galleries USING (gallery_id)
                        WHERE name = '%s'""".formatted(gallery.name()))) {
            rows.next();
            return rows.getString(1);
        }
    }

    private Reply enrol(String key, String externalId, String picture) {
        return send(key, gallery.identity(externalId) + "/templates?face=largest", GalleryScenario.form(picture));
    }

    private Reply send(String key, String path, FormBody form) {
        return gallery.service().post(path, form, "Idempotency-Key", key);
    }

    private CompletableFuture<Reply> enrolLater(String key, String picture) {
        return gallery.service()
                .postLater(
                        gallery.identity("gul") + "/templates?face=largest",
                        GalleryScenario.form(picture),
                        "Idempotency-Key",
                        key);
    }

    private void execute(String command) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute(command);
        }
    }
}

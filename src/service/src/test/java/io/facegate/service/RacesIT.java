package io.facegate.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.service.database.DatabaseTestResource;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.Reply;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests that meet: each is answered as if one of them had come first. */
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@SuppressWarnings("NullAway.Init") // injected
class RacesIT {
    private static final int TIMES = 25;

    @TestHTTPResource
    URI base;

    @Inject
    Pool pool;

    private GalleryScenario gallery;
    private Random random;
    private int dimension;

    @BeforeEach
    void createGallery() {
        gallery = new GalleryScenario(base);
        random = new Random(14);
        dimension = gallery.service()
                .get("/v1/models")
                .json()
                .at("/embedder/dimension")
                .intValue();
    }

    @Test
    void aChangeOfAPersonWhoIsBeingDeleted() {
        Set<Integer> changed = new HashSet<>();
        for (int i = 0; i < TIMES; i++) {
            gallery.create("anna", "Anna");
            changed.add(race(
                            () -> gallery.patch(
                                    gallery.identity("anna"), "{\"display_name\": \"Else\", \"active\": false}"),
                            this::deleteAnna)
                    .get(0));
        }
        assertThat(changed).isSubsetOf(200, 404);
    }

    @Test
    void anEnrolmentWithAKeyForAPersonWhoIsBeingDeleted() {
        Set<Integer> enrolled = new HashSet<>();
        for (int i = 0; i < TIMES; i++) {
            gallery.create("anna", "Anna");
            String key = "k" + i;
            String body = embedding();
            enrolled.add(race(() -> enrol("anna", body, key), this::deleteAnna).get(0));
        }
        assertThat(enrolled).isSubsetOf(200, 404);
    }

    @Test
    void anEnrolmentOfWhatIsBeingDeleted() {
        gallery.create("anna", "Anna");
        String body = embedding();
        for (int i = 0; i < TIMES; i++) {
            String template = gallery.identity("anna") + "/templates/"
                    + enrol("anna", body, "a" + i)
                            .assertOk()
                            .json()
                            .at("/results/0/template_id")
                            .asText();
            String key = "b" + i;

            List<Integer> statuses =
                    race(() -> enrol("anna", body, key), () -> gallery.service().method("DELETE", template));

            assertThat(statuses).containsExactly(200, 204);
        }
    }

    @Test
    void anImportOfAPersonWhoIsBeingDeleted() {
        gallery.create("anna", "Anna");
        enrol("anna", embedding(), "first").assertOk();
        byte[] file = gallery.service().get(gallery.path() + "/export").body().getBytes(UTF_8);
        for (int i = 0; i < TIMES; i++) {
            gallery.service().method("DELETE", gallery.identity("anna"));
            gallery.create("anna", "Anna");

            List<Integer> statuses = race(
                    () -> gallery.service().post(gallery.path() + "/import", "application/x-ndjson", file),
                    this::deleteAnna);

            assertThat(statuses).containsExactly(200, 204);
        }
    }

    @Test
    void whateverIsDoneInAGalleryThatIsBeingDeleted() {
        Set<Integer> statuses = new HashSet<>();
        for (int i = 0; i < TIMES; i++) {
            GalleryScenario doomed = new GalleryScenario(base);
            doomed.create("anna", "Anna");
            String body = embedding();
            statuses.addAll(race(
                    () -> doomed.service().method("DELETE", doomed.path()),
                    () -> doomed.patch(doomed.path(), "{\"fmr\": null}"),
                    () -> doomed.postJson(doomed.path() + "/identities", "{\"external_id\": \"bert\"}"),
                    () -> doomed.patch(doomed.identity("anna"), "{\"display_name\": \"Else\"}"),
                    () -> doomed.postJson(doomed.identity("anna") + "/templates", body),
                    () -> doomed.service().get(doomed.path() + "/identities")));
        }
        assertThat(statuses).isSubsetOf(200, 201, 204, 404);
    }

    @Test
    void theSameFaceUnderTwoNamesAtTheSameMoment() {
        for (int i = 0; i < TIMES; i++) {
            String one = "one" + i;
            String other = "other" + i;
            gallery.create(one, "One");
            gallery.create(other, "Other");
            String body = embedding();
            List<String> outcomes = new ArrayList<>();

            race(
                    () -> told(outcomes, gallery.postJson(gallery.identity(one) + "/templates", body)),
                    () -> told(outcomes, gallery.postJson(gallery.identity(other) + "/templates", body)));

            assertThat(outcomes).containsExactlyInAnyOrder("enrolled", "rejected");
        }
    }

    @Test
    void theFaceOfSomebodyInactiveIsADuplicateToo() {
        gallery.create("anna", "Anna");
        gallery.create("bert", "Bert");
        String body = embedding();
        gallery.postJson(gallery.identity("anna") + "/templates", body).assertOk();
        gallery.patch(gallery.identity("anna"), "{\"active\": false}").assertOk();

        Reply reply =
                gallery.postJson(gallery.identity("bert") + "/templates", body).assertOk();

        assertThat(reply.json().at("/results/0/reasons/0").asText()).isEqualTo("duplicate_identity");
        assertThat(reply.json().at("/results/0/duplicate_similarity").floatValue())
                .isGreaterThan(0.99f);
        assertThat(gallery.postJson(gallery.identity("anna") + "/templates", embedding())
                        .assertOk()
                        .json()
                        .at("/results/0/outcome")
                        .asText())
                .as("their own")
                .isEqualTo("enrolled");
    }

    @Test
    void whoWaitsBehindALockIsAnsweredSoon() {
        SqlConnection other = pool.getConnectionAndAwait();
        try {
            other.query("BEGIN").executeAndAwait();
            other.preparedQuery("SELECT 1 FROM galleries WHERE name = $1 FOR UPDATE")
                    .executeAndAwait(Tuple.of(gallery.name()));
            long begun = System.nanoTime();

            Reply reply = gallery.patch(gallery.path(), "{\"fmr\": null}").assertProblem(503, "database_busy");

            assertThat(reply.header("Retry-After")).isNotBlank();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(30));
            gallery.service().method("DELETE", gallery.path()).assertProblem(503, "database_busy");
            gallery.service().get(gallery.path()).assertOk();
        } finally {
            other.query("ROLLBACK").executeAndAwait();
            other.closeAndAwait();
        }
        assertThat(gallery.service().method("DELETE", gallery.path()).status()).isEqualTo(204);
    }

    private static Reply told(List<String> outcomes, Reply reply) {
        synchronized (outcomes) {
            outcomes.add(reply.assertOk().json().at("/results/0/outcome").asText());
        }
        return reply;
    }

    private Reply deleteAnna() {
        return gallery.service().method("DELETE", gallery.identity("anna"));
    }

    private Reply enrol(String externalId, String body, String key) {
        return gallery.service()
                .send(gallery.service()
                        .request(gallery.identity(externalId) + "/templates")
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.ofString(body)));
    }

    /** A face that nobody else has. */
    private String embedding() {
        return "{\"embeddings\": [%s]}"
                .formatted(Arrays.toString(random.doubles(dimension, -1, 1).toArray()));
    }

    /** What they are answered that are sent at the same moment, in their order. */
    @SafeVarargs
    private static List<Integer> race(Supplier<Reply>... requests) {
        CyclicBarrier start = new CyclicBarrier(requests.length);
        List<CompletableFuture<Integer>> answers = Arrays.stream(requests)
                .map(request -> CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                start.await();
                            } catch (InterruptedException | BrokenBarrierException e) {
                                throw new IllegalStateException(e);
                            }
                            return request.get().status();
                        },
                        command -> new Thread(command).start()))
                .toList();
        return answers.stream().map(CompletableFuture::join).toList();
    }
}

package io.facegate.service;

import static io.facegate.service.GalleryScenario.ABDULLAH;
import static io.facegate.service.GalleryScenario.ABDULLAH_AGAIN;
import static io.facegate.service.GalleryScenario.GORDON_AGAIN;
import static io.facegate.service.GalleryScenario.STRANGER;
import static io.facegate.testing.TestData.picture;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.gallery.audit.AuditLine;
import io.facegate.gallery.audit.AuditPosition;
import io.facegate.gallery.audit.AuditVerifier;
import io.facegate.service.database.DatabaseTestResource;
import io.facegate.service.testing.Eventually;
import io.facegate.testing.FormBody;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.Reply;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the service remembers of who asked for what. */
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@SuppressWarnings("NullAway.Init") // injected
class AuditIT {
    @Inject
    GalleryScenario gallery;

    @Test
    void whateverIsDecidedOrDoneIsThereWithWhoAskedForItAndFromWhere() throws Exception {
        gallery.create("gul", "Abdullah Secret");
        gallery.enrol("gul", ABDULLAH);
        gallery.verify("gul", ABDULLAH_AGAIN).assertOk();
        gallery.verify("gul", GORDON_AGAIN).assertOk();
        gallery.identify(ABDULLAH_AGAIN);
        gallery.identify(STRANGER);
        String template = gallery.service()
                .get(gallery.identity("gul") + "/templates")
                .json()
                .at("/templates/0/template_id")
                .asText();
        gallery.service().method("DELETE", gallery.identity("gul") + "/templates/" + template);
        gallery.patch(gallery.identity("gul"), "{\"active\": false}").assertOk();
        gallery.service().method("DELETE", gallery.identity("gul"));
        gallery.patch(gallery.path(), "{\"fmr\": 1e-3}").assertOk();
        gallery.service().get(gallery.path() + "/export");
        gallery.service().method("DELETE", gallery.path());

        List<JsonNode> entries = entries(13, "gallery=" + gallery.name());

        assertThat(entries)
                .extracting(entry -> entry.get("type").asText())
                .containsExactly(
                        "gallery.created",
                        "identity.created",
                        "identity.enrolled",
                        "verification.granted",
                        "verification.denied",
                        "identification.identified",
                        "identification.unknown",
                        "template.deleted",
                        "identity.changed",
                        "identity.deleted",
                        "gallery.changed",
                        "export.begun",
                        "gallery.deleted");
        assertThat(entries).allSatisfy(entry -> {
            assertThat(entry.get("address").asText()).isEqualTo("127.0.0.1");
            assertThat(entry.get("request_id").asText()).isNotEmpty();
            assertThat(entry.get("actor").asText()).isIn("anybody", "unknown");
            assertThat(entry.get("at").asText()).startsWith("20");
            assertThat(entry.get("hash").asText()).hasSize(64);
            assertThat(entry.toString()).doesNotContain("Secret");
        });
        JsonNode denied = entries.get(4);
        assertThat(denied.get("identity").asText()).isEqualTo("gul");
        assertThat(denied.at("/details/outcome").asText()).isEqualTo("access_denied");
        assertThat(denied.at("/details/similarity").floatValue()).isBetween(-1f, 0.28f);
        assertThat(denied.at("/details/threshold").floatValue()).isEqualTo(0.38f);
        assertThat(denied.at("/details/model").asText()).startsWith("face-mbf");
        assertThat(entries.get(5).get("identity").asText()).isEqualTo("gul");
        assertThat(entries.get(5).at("/details/identity_ids")).hasSize(1);
    }

    @Test
    void theNewestComeFirstForWhoWantsThatPageByPage() throws Exception {
        for (String person : List.of("one", "two", "three")) {
            gallery.create(person, person);
        }
        String query = "gallery=" + gallery.name();
        List<JsonNode> oldest = entries(4, query);

        List<JsonNode> newest = all(query + "&order=newest&limit=2");

        Collections.reverse(oldest);
        assertThat(newest).isEqualTo(oldest).hasSize(4);
        assertThat(all(query + "&order=oldest&limit=3").get(0)).isEqualTo(newest.get(3));
        gallery.service().get("/v1/audit?order=sideways").assertProblem(400, "parameter_invalid");
    }

    @Test
    void aComparisonIsThereThoughNothingElseIsKeptOfIt() throws Exception {
        String request = "compare-" + gallery.name();
        Reply reply = gallery.service()
                .post(
                        "/v1/compare",
                        new FormBody().file("reference", picture(ABDULLAH)).file("probe", picture(ABDULLAH_AGAIN)),
                        "X-Request-Id",
                        request);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);

        Eventually.until("it is there", () -> all("type=comparison").stream()
                .anyMatch(entry -> entry.get("request_id").asText().equals(request)
                        && entry.get("address").asText().equals("127.0.0.1")
                        && entry.get("type").asText().equals("comparison.granted")));
    }

    @Test
    void parallelClientsLeaveAnEntryForEachDecisionAndOneChain() throws Exception {
        int clients = 64;
        int each = 3;
        String request = "parallel-%s-".formatted(gallery.name());
        ExecutorService threads = Executors.newFixedThreadPool(clients);

        for (int round = 0; round < each; round++) {
            String prefix = request + round + "-";
            List<CompletableFuture<Reply>> replies = IntStream.range(0, clients)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> compare(prefix + i), threads))
                    .toList();
            replies.forEach(reply -> reply.join().assertOk());
        }
        threads.shutdown();

        Eventually.until(
                "all are sealed", () -> requests("type=comparison", request).size() >= clients * each);
        assertThat(requests("type=comparison", request)).hasSize(clients * each).doesNotHaveDuplicates();
        verifyAll();
    }

    /** Again while the service is too busy. */
    private Reply compare(String request) {
        Reply reply;
        do {
            reply = gallery.service()
                    .post(
                            "/v1/compare",
                            new FormBody().file("reference", picture(ABDULLAH)).file("probe", picture(ABDULLAH_AGAIN)),
                            "X-Request-Id",
                            request);
        } while (reply.status() == 503);
        return reply;
    }

    private List<String> requests(String query, String prefix) {
        return all(query).stream()
                .map(entry -> entry.path("request_id").asText())
                .filter(id -> id.startsWith(prefix))
                .toList();
    }

    private void verifyAll() {
        AuditVerifier verifier = new AuditVerifier(AuditPosition.GENESIS, List.of());
        List<String> page;
        do {
            page = gallery.service()
                    .get("/v1/audit/export?limit=100&after=" + verifier.head().position())
                    .body()
                    .lines()
                    .toList();
            page.forEach(line -> assertThat(verifier.add(AuditLine.parse(line))).isEmpty());
        } while (!page.isEmpty());
        assertThat(verifier.end()).isEmpty();
        assertThat(verifier.late()).isZero();
        JsonNode head = gallery.service().get("/v1/audit/head").assertOk().json();
        assertThat(head.get("position").asLong()).isGreaterThanOrEqualTo(verifier.entries());
        assertThat(head.get("start_hash").asText()).isEqualTo("0".repeat(64));
    }

    @Test
    void entriesAreFilteredAndPaged() throws Exception {
        for (String person : List.of("a", "b", "c")) {
            gallery.create(person, "Somebody");
        }
        List<JsonNode> entries = entries(4, "gallery=" + gallery.name());
        String ofB = entries.get(2).get("at").asText();

        String only = "gallery=%s&".formatted(gallery.name());
        assertThat(identities(only + "type=identity.created")).containsExactly("a", "b", "c");
        assertThat(identities(only + "type=identity")).containsExactly("a", "b", "c");
        assertThat(identities(only + "type=identity.deleted")).isEmpty();
        assertThat(identities(only + "identity=b")).containsExactly("b");
        assertThat(identities(only + "since=" + ofB)).containsExactly("b", "c");
        assertThat(identities(only + "type=identity&until=" + ofB)).containsExactly("a");
        assertThat(identities(only + "actor=key:nobody")).isEmpty();
        assertThat(identities(only + "type=identity&limit=1")).containsExactly("a", "b", "c");
    }

    private List<String> identities(String query) {
        return all(query).stream().map(entry -> entry.get("identity").asText()).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type=Verification",
                "since=yesterday",
                "limit=0",
                "cursor=x",
                "actor=%00",
                "identity=%00",
                "colour=red"
            })
    void aParameterThatCantBeUsedIsAProblem(String query) {
        Reply reply = gallery.service().get("/v1/audit?" + query);
        assertThat(reply.status()).as(reply.body()).isBetween(400, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/audit", "/v1/audit/export", "/v1/audit/head"})
    void nothingChangesWhatIsThere(String path) {
        Stream.of("POST", "PUT", "PATCH", "DELETE").forEach(method -> assertThat(
                        gallery.service().method(method, path).status())
                .isEqualTo(405));
    }

    private List<JsonNode> entries(int expected, String query) throws InterruptedException {
        Eventually.until("it is sealed", () -> all(query).size() >= expected);
        return all(query);
    }

    private List<JsonNode> all(String query) {
        List<JsonNode> entries = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = gallery.service()
                    .get("/v1/audit?%s%s".formatted(query, next))
                    .assertOk()
                    .json();
            page.get("entries").forEach(entries::add);
            next = page.get("next").isNull()
                    ? ""
                    : "&cursor=" + page.get("next").asText();
        } while (!next.isEmpty());
        return entries;
    }
}

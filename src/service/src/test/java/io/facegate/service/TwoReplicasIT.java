package io.facegate.service;

import static io.facegate.service.GalleryScenario.ABDULLAH;
import static io.facegate.service.GalleryScenario.ABDULLAH_AGAIN;
import static io.facegate.testing.TestData.picture;
import static io.facegate.testing.TwoEmbedders.SECOND;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.service.testing.Eventually;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.PostgresServer;
import io.facegate.testing.Reply;
import io.facegate.testing.ServiceClient;
import io.facegate.testing.ServiceProcess;
import io.facegate.testing.TestData;
import io.facegate.testing.TestDatabase;
import io.facegate.testing.TwoEmbedders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two services, each a process of its own, serve and change the same galleries. They share nothing but PostgreSQL. */
@NeedsModels
@Timeout(600)
@SuppressWarnings("NullAway.Init") // set before all tests
class TwoReplicasIT {
    private static final Path MODELS = Path.of("target/two-embedders").toAbsolutePath();
    private static final int PICTURES = 24;

    private static final TestDatabase database = PostgresServer.shared().newDatabase();
    private static final ExecutorService clients = Executors.newFixedThreadPool(8);

    @TempDir
    static Path folder;

    private static ServiceProcess oneProcess;
    private static ServiceClient one;
    private static ServiceClient other;
    private static ServiceProcess otherProcess;

    /** At the same moment, so that both migrate the empty database. */
    @BeforeAll
    static void startBoth() throws IOException {
        oneProcess = start("one");
        otherProcess = start("other");
        one = oneProcess.client();
        other = otherProcess.client();
    }

    @AfterEach
    void bothRun() throws IOException {
        if (!oneProcess.isAlive()) {
            oneProcess = start("again");
            one = oneProcess.client();
        }
        assertThat(otherProcess.isAlive()).isTrue();
    }

    @AfterAll
    static void stopBoth() throws InterruptedException {
        clients.shutdownNow();
        oneProcess.kill();
        otherProcess.kill();
        database.close();
    }

    private static ServiceProcess start(String name) throws IOException {
        List<String> settings = new ArrayList<>(List.of(
                "facegate.decision.grant-threshold=0.38",
                "facegate.decision.loosest-fmr=1e-3",
                "facegate.decision.step-up-threshold=0.28",
                // every picture is good enough
                "facegate.quality.minimum-inter-eye-distance=1",
                "facegate.quality.minimum-sharpness=0",
                "facegate.quality.minimum-brightness=0",
                "facegate.quality.maximum-brightness=255",
                "facegate.quality.minimum-contrast=0",
                "facegate.quality.maximum-yaw=90",
                "facegate.quality.maximum-pitch=90",
                "facegate.quality.maximum-roll=90"));
        TwoEmbedders.settings(MODELS).forEach((key, value) -> settings.add(key + "=" + value));
        return ServiceProcess.start(
                Files.createDirectory(folder.resolve(name)), MODELS, database, settings.toArray(String[]::new));
    }

    @Test
    void whatOneChangesTheOtherAnswersByAtOnce() {
        GalleryScenario gallery = new GalleryScenario(one.base());
        gallery.create("gul", "Abdullah");
        assertThat(gallery.enrol("gul", ABDULLAH).findValuesAsText("outcome")).containsExactly("enrolled");
        assertThat(identified(other, gallery)).containsExactly("gul");

        patch(other, gallery.identity("gul"), "{\"active\": false}").assertOk();
        assertThat(identified(one, gallery)).isEmpty();
        verify(one, gallery).assertProblem(409, "identity_inactive");
        patch(one, gallery.identity("gul"), "{\"active\": true}").assertOk();
        assertThat(identified(other, gallery)).containsExactly("gul");

        assertThat(other.method("DELETE", gallery.identity("gul")).status()).isEqualTo(204);
        assertThat(identified(one, gallery)).isEmpty();
        verify(one, gallery).assertProblem(404, "identity_not_found");

        assertThat(one.method("DELETE", gallery.path()).status()).isEqualTo(204);
        other.get(gallery.path()).assertProblem(404, "gallery_not_found");
        other.post(gallery.path() + "/identify", "image/jpeg", picture(ABDULLAH_AGAIN))
                .assertProblem(404, "gallery_not_found");
        assertThat(postJson(other, "/v1/galleries", "{\"name\": \"%s\"}".formatted(gallery.name()))
                        .status())
                .isEqualTo(201);
        assertThat(identified(one, gallery))
                .as("another gallery of the same name")
                .isEmpty();
    }

    @Test
    void aGalleryThatOneMovesTheOtherAnswersByItsNewModelAndRate() {
        GalleryScenario gallery = new GalleryScenario(one.base());
        gallery.create("gul", "Abdullah");
        String first = verifiedBy(one, gallery, ABDULLAH);
        assertThat(first).isNotEqualTo(SECOND).isEqualTo(verifiedBy(other, gallery));

        postJson(one, gallery.path() + "/move", "{\"model\": \"%s\"}".formatted(SECOND))
                .assertOk();
        // the other one enrols for both models from now on
        other.post(gallery.identity("gul") + "/templates?face=largest", "image/jpeg", picture(ABDULLAH_AGAIN))
                .assertOk();
        assertThat(verifiedBy(one, gallery)).isEqualTo(first);
        other.method("POST", gallery.path() + "/move/finish").assertOk();

        assertThat(verifiedBy(one, gallery)).isEqualTo(SECOND);
        assertThat(identified(one, gallery)).containsExactly("gul");
        patch(other, gallery.path(), "{\"fmr\": 1e-3}").assertOk();
        assertThat(verify(one, gallery).assertOk().json().get("fmr").doubleValue())
                .isEqualTo(1e-3);
    }

    @Test
    void enrolmentsThroughBothAtOnceLoseNothingAndEnrolNothingTwice() throws Exception {
        GalleryScenario gallery = new GalleryScenario(one.base());
        List<Path> pictures = pictures();

        // everybody, and each picture, is sent to both at the same moment
        List<CompletableFuture<JsonNode>> sent = new ArrayList<>();
        for (Path picture : pictures) {
            for (ServiceClient replica : List.of(one, other)) {
                sent.add(CompletableFuture.supplyAsync(() -> createAndEnrol(replica, gallery, picture), clients));
            }
        }
        List<JsonNode> outcomes = sent.stream().map(CompletableFuture::join).toList();

        assertThat(outcomes).hasSize(2 * PICTURES);
        Set<String> templates = new HashSet<>();
        for (int i = 0; i < outcomes.size(); i += 2) {
            List<JsonNode> pair = outcomes.subList(i, i + 2);
            assertThat(pair)
                    .extracting(outcome -> outcome.get("outcome").asText())
                    .containsExactlyInAnyOrder("enrolled", "already_enrolled");
            assertThat(pair.get(0).get("template_id")).isEqualTo(pair.get(1).get("template_id"));
            templates.add(pair.get(0).get("template_id").asText());
        }
        assertThat(templates).hasSize(PICTURES);
        assertThat(count("templates", gallery)).isEqualTo(PICTURES);
        assertThat(count("identities", gallery)).isEqualTo(PICTURES);
    }

    @Test
    void killingOneUnderLoadLosesNoAcknowledgedEnrolmentAndTheOtherGoesOn() throws Exception {
        GalleryScenario gallery = new GalleryScenario(other.base());
        List<Path> pictures = pictures();
        Map<Path, String> acknowledged = new ConcurrentHashMap<>();
        AtomicInteger lost = new AtomicInteger();

        List<CompletableFuture<Void>> enrolments = new ArrayList<>();
        for (int i = 0; i < pictures.size(); i++) {
            Path picture = pictures.get(i);
            ServiceClient replica = i % 2 == 0 ? one : other;
            enrolments.add(CompletableFuture.runAsync(
                    () -> {
                        try {
                            JsonNode outcome = createAndEnrol(replica, gallery, picture);
                            acknowledged.put(picture, outcome.get("template_id").asText());
                        } catch (UncheckedIOException e) {
                            assertThat(replica)
                                    .as("only the killed one may break")
                                    .isSameAs(one);
                            lost.incrementAndGet();
                        }
                    },
                    clients));
        }
        Eventually.until("some are enrolled", () -> acknowledged.size() >= 4);
        oneProcess.kill();
        enrolments.forEach(CompletableFuture::join);

        assertThat(lost).as("the kill came under load").hasPositiveValue();
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(PICTURES / 2);
        assertThat(other.get("/q/health/ready").status()).isEqualTo(200);
        acknowledged.forEach((picture, template) -> {
            JsonNode again = createAndEnrol(other, gallery, picture);
            assertThat(again.get("outcome").asText()).isEqualTo("already_enrolled");
            assertThat(again.get("template_id").asText()).isEqualTo(template);
        });
        // whoever got no answer asks again
        pictures.forEach(picture -> createAndEnrol(other, gallery, picture));
        assertThat(count("templates", gallery)).isEqualTo(PICTURES);
        assertThat(count("identities", gallery)).isEqualTo(PICTURES);
    }

    /** One picture of each of some people. */
    private static List<Path> pictures() throws IOException {
        try (Stream<Path> people = Files.list(TestData.shared().resolve("faces/lfw/images"))) {
            return people.sorted()
                    .limit(PICTURES)
                    .map(person -> person.resolve(person.getFileName() + "_0001.jpg"))
                    .toList();
        }
    }

    /** An identity of its own for each picture; likeness is not what is tested. */
    private static JsonNode createAndEnrol(ServiceClient replica, GalleryScenario gallery, Path picture) {
        String person = picture.getFileName().toString().replaceFirst("_\\d+\\.jpg$", "");
        Reply created =
                postJson(replica, gallery.path() + "/identities", "{\"external_id\": \"%s\"}".formatted(person));
        assertThat(created.status()).as(created.body()).isIn(201, 409);
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(picture);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        JsonNode outcome = replica.post(
                        gallery.identity(person) + "/templates?face=largest&duplicates=allow", "image/jpeg", bytes)
                .assertOk()
                .json()
                .at("/results/0");
        assertThat(outcome.get("outcome").asText())
                .as("%s: %s", person, outcome)
                .isIn("enrolled", "already_enrolled");
        return outcome;
    }

    private static List<String> identified(ServiceClient replica, GalleryScenario gallery) {
        return replica.post(gallery.path() + "/identify", "image/jpeg", picture(ABDULLAH_AGAIN))
                .assertOk()
                .json()
                .get("candidates")
                .findValuesAsText("identity");
    }

    private static Reply verify(ServiceClient replica, GalleryScenario gallery) {
        return replica.post(gallery.identity("gul") + "/verify", "image/jpeg", picture(ABDULLAH_AGAIN));
    }

    /** The model, after enrolling pictures. */
    private static String verifiedBy(ServiceClient replica, GalleryScenario gallery, String... enrolled) {
        for (String picture : enrolled) {
            replica.post(gallery.identity("gul") + "/templates?face=largest", "image/jpeg", picture(picture))
                    .assertOk();
        }
        return verify(replica, gallery).assertOk().json().get("model").asText();
    }

    private static Reply postJson(ServiceClient replica, String path, String json) {
        return replica.post(path, "application/json", json.getBytes(UTF_8));
    }

    private static Reply patch(ServiceClient replica, String path, String json) {
        return replica.send(replica.request(path)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(json)));
    }

    private static long count(String table, GalleryScenario gallery) throws SQLException {
        try (Connection owner = database.connectAsOwner();
                Statement sql = owner.createStatement();
                ResultSet rows =
                        sql.executeQuery("SELECT count(*) FROM %s JOIN galleries USING (gallery_id) WHERE name = '%s'"
                                .formatted(table, gallery.name()))) {
            rows.next();
            return rows.getLong(1);
        }
    }
}

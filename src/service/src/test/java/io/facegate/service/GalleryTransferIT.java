package io.facegate.service;

import static io.facegate.service.GalleryScenario.ABDULLAH;
import static io.facegate.service.GalleryScenario.ABDULLAH_AGAIN;
import static io.facegate.service.GalleryScenario.GORDON;
import static io.facegate.service.GalleryScenario.GORDON_AGAIN;
import static io.facegate.service.GalleryScenario.STRANGER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.service.database.DatabaseTestResource;
import io.facegate.service.testing.Eventually;
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
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A gallery that was exported and imported answers as the one that it was, and nothing is kept of a file that isn't right. */
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@SuppressWarnings("NullAway.Init") // injected
class GalleryTransferIT {
    private static final String NDJSON = "application/x-ndjson";

    @TestHTTPResource
    URI base;

    @Inject
    Pool pool;

    private GalleryScenario origin;
    private GalleryScenario target;

    @BeforeEach
    void createGalleries() {
        origin = new GalleryScenario(base);
        target = new GalleryScenario(base);
    }

    @Test
    void anImportedGalleryAnswersAsTheExportedOne() {
        enrolThree();
        String file = export(origin);

        JsonNode imported = importInto(target, file).assertOk().json();

        assertThat(imported.toString())
                .isEqualTo(
                        "{\"identities\":3,\"existing_identities\":0,\"templates\":3,\"existing_templates\":0,\"skipped_templates\":0}");
        for (String probe : List.of(ABDULLAH, ABDULLAH_AGAIN, GORDON_AGAIN, STRANGER)) {
            assertThat(answer(target, probe)).isEqualTo(answer(origin, probe));
        }
        for (String person : List.of("gul", "brown", "nobody/yet ä")) {
            JsonNode shown = show(target, person);
            for (String field : List.of("display_name", "metadata", "active", "created_at")) {
                assertThat(shown.get(field)).isEqualTo(show(origin, person).get(field));
            }
        }
        assertThat(target.service()
                        .get(target.identity("gul") + "/templates")
                        .json()
                        .findValuesAsText("source"))
                .containsOnly("import");
        // but for the source and the head, it is the same file
        assertThat(people(export(target)).replace("\"source\":\"import\"", "\"source\":\"picture\""))
                .isEqualTo(people(file));
    }

    @Test
    void anImportThatIsRepeatedAddsNothing() {
        enrolThree();
        String file = export(origin);
        importInto(target, file).assertOk();
        target.patch(target.identity("gul"), "{\"display_name\": \"Changed since\"}");

        JsonNode again = importInto(target, file).assertOk().json();

        assertThat(again.toString())
                .isEqualTo(
                        "{\"identities\":0,\"existing_identities\":3,\"templates\":0,\"existing_templates\":3,\"skipped_templates\":0}");
        assertThat(show(target, "gul").get("display_name").asText()).isEqualTo("Changed since");
    }

    @Test
    void aFileThatIsNotWholeOrNotTheExportedOneIsRefusedAndNothingKept() {
        enrolThree();
        String file = export(origin);
        List<String> lines = file.lines().toList();
        String embedding = lines.get(1).replaceAll(".*\"embedding\":\"([^\"]+)\".*", "$1");

        refused(lines(lines.subList(0, lines.size() - 1)), 422, "import_incomplete");
        refused(file.substring(0, file.length() / 2), 422, "import_incomplete");
        refused(file.substring(0, file.length() - 1), 422, "import_incomplete");
        refused("", 422, "import_incomplete");
        refused(file.replace("\"display_name\":\"Abdullah\"", "\"display_name\":\"Abdulla\""), 422, "import_damaged");
        refused(lines(List.of(lines.get(0), lines.get(2), lines.get(3), lines.get(4))), 422, "import_damaged");
        refused(file + "{}\n", 422, "import_malformed");
        refused(file.replace(embedding, embedding.substring(8)), 422, "import_malformed");
        refused(sealed(file.replace(embedding, "A".repeat(embedding.length()))), 422, "import_malformed");
        refused(sealed(file.replace("\"external_id\":\"gul\"", "\"external_id\":\"\"")), 422, "import_malformed");
        for (String id : List.of("..", "a/../b", " gul", "Andre\u0301", "\\ud83d", "a\\u0007b")) {
            assertThat(refused(
                            sealed(file.replace("\"external_id\":\"gul\"", "\"external_id\":\"%s\"".formatted(id))),
                            422,
                            "import_malformed"))
                    .containsPattern("Line \\d");
        }
        refused(sealed(file.replace("\"active\":false", "\"active\":false,\"x\":1")), 422, "import_malformed");
        refused(lines.get(1) + "\n", 422, "import_malformed");
        refused("hello\n", 422, "import_malformed");
        refused("x".repeat(5 << 20), 422, "import_malformed");
        refused(sealed(file.replace("\"version\":1", "\"version\":2")), 422, "import_version_unsupported");
        String model = show("").get("model").asText();
        refused(sealed(file.replace(model, "another-model")), 409, "gallery_model_mismatch");
    }

    @Test
    void whatWouldBeKeptAsSomethingElseIsRefusedWithItsLine() {
        enrolThree();
        String file = export(origin);
        for (String number : List.of("1e400", "1e-400", "0.1000000000000000055511151231257827")) {
            assertThat(refused(
                            sealed(file.replace("[1, 2.5, ", "[1, %s, ".formatted(number))), 422, "import_malformed"))
                    .contains("Line 4");
        }
        for (String time : List.of(
                "+294277-01-01T00:00:00Z",
                "+999999999-01-01T00:00:00Z",
                "-0001-01-01T00:00:00Z",
                "2026-01-01T00:00:00.123456789Z")) {
            String changed = file.replaceFirst("(\"external_id\":\"gul\".*?\"created_at\":\")[^\"]+", "$1" + time);
            assertThat(changed).contains(time);
            assertThat(refused(sealed(changed), 422, "import_malformed"))
                    .contains("Line ")
                    .contains("created_at");
        }
        assertThat(refused(
                        sealed(file.replaceFirst("\"quality\":[^,]+", "\"quality\":0.12345678901234")),
                        422,
                        "import_malformed"))
                .contains("quality");
    }

    @Test
    void whatIsRefusedIsNotQuoted() {
        String secret =
                "{\"format\":\"facegate-gallery\",\"version\":1,\"gallery\":\"Secret Name\",\"model\":\"m\",\"dimension\":2,\"created_at\":\"2026-01-01T00:00:00Z\"}\n";

        assertThat(refused(secret, 422, "import_malformed")).doesNotContain("Secret");
    }

    @Test
    void aGalleryThatDoesntExistIsAProblem() {
        origin.service().get("/v1/galleries/nowhere/export").assertProblem(404, "gallery_not_found");
        origin.service()
                .post("/v1/galleries/nowhere/import", NDJSON, export(origin).getBytes(UTF_8))
                .assertProblem(404, "gallery_not_found");
        origin.service()
                .post(origin.path() + "/import", "application/json", new byte[2])
                .assertProblem(415, "media_type_unsupported");
    }

    @Test
    void aGalleryThatIsBeingChangedByAnotherImportIsToBeTriedAgain() throws Exception {
        try (SlowImport other = SlowImport.begin(base, target.path())) {
            other.send(header(export(origin)));
            Eventually.until("the other one has its place", () -> {
                Reply reply = importInto(target, export(origin));
                return reply.status() == 503
                        && !reply.header("Retry-After").isBlank()
                        && reply.json().get("code").asText().equals("overloaded");
            });
        }
        Eventually.until(
                "its place is free", () -> importInto(target, export(origin)).status() == 200);
    }

    @Test
    void anImportThatDripsHoldsNeitherLocksNorConnections() throws Exception {
        enrolThree();
        String file = export(origin);
        List<String> lines = file.lines().toList();
        try (SlowImport slow = SlowImport.begin(base, target.path())) {
            slow.send(lines.get(0) + "\n" + lines.get(1) + "\n");

            target.patch(target.path(), "{\"fmr\": null}").assertOk();
            target.create("anna", "Anna");
            assertThat(pool.query(
                                    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in%'")
                            .executeAndAwait()
                            .iterator()
                            .next()
                            .getLong(0))
                    .isZero();
            assertThat(target.service().method("DELETE", target.path()).status())
                    .isEqualTo(204);

            slow.send(lines(lines.subList(2, lines.size())));
            assertThat(slow.status()).as("the gallery was deleted meanwhile").isEqualTo(404);
        }
        assertThat(pool.query("SELECT count(*) FROM galleries WHERE name IS NULL")
                        .executeAndAwait()
                        .iterator()
                        .next()
                        .getLong(0))
                .isZero();
    }

    @Test
    void aPersonWhoIsBeingDeletedIsImportedAnew() throws Exception {
        enrolThree();
        String file = export(origin);
        target.create("gul", "Abdullah");
        target.enrol("gul", ABDULLAH_AGAIN);
        SqlConnection other = pool.getConnectionAndAwait();
        try {
            other.query("BEGIN").executeAndAwait();
            other.preparedQuery("DELETE FROM identities USING galleries g WHERE g.name = $1 AND external_id = 'gul'"
                            + " AND identities.gallery_id = g.gallery_id")
                    .executeAndAwait(Tuple.of(target.name()));
            CompletableFuture<Reply> importing = CompletableFuture.supplyAsync(() -> importInto(target, file));
            Eventually.until(
                    "it waits for who is being deleted",
                    () -> pool.query(
                                            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()")
                                    .executeAndAwait()
                                    .iterator()
                                    .next()
                                    .getLong(0)
                            > 0);
            other.query("COMMIT").executeAndAwait();

            JsonNode brought = importing.join().assertOk().json();

            assertThat(brought.get("identities").longValue()).isEqualTo(3);
            assertThat(brought.get("templates").longValue()).isEqualTo(3);
            assertThat(target.verify("gul", ABDULLAH_AGAIN)
                            .assertOk()
                            .json()
                            .get("result")
                            .asText())
                    .isEqualTo("access_granted");
        } finally {
            other.closeAndAwait();
        }
    }

    @Test
    void anExportHasEachExternalIdOnceThoughPeopleAreMadeAnewMeanwhile() throws Exception {
        for (int i = 0; i < 400; i++) {
            origin.create("p%03d".formatted(i), "Person");
        }
        CompletableFuture<Void> changing = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 400; i++) {
                origin.service().method("DELETE", origin.identity("p%03d".formatted(i)));
                origin.create("p%03d".formatted(i), "Person");
            }
        });
        int exports = 0;
        do {
            List<String> people = export(origin)
                    .lines()
                    .filter(line -> line.contains("\"external_id\""))
                    .map(line -> line.replaceAll(".*\"external_id\":\"([^\"]+)\".*", "$1"))
                    .toList();
            assertThat(people).doesNotHaveDuplicates();
            exports++;
        } while (!changing.isDone());
        changing.join();
        assertThat(exports).isGreaterThan(2);
    }

    @Test
    void peopleWithMoreTemplatesThanAPageAreWhole() {
        int dimension = enrolEmbeddings("many", 250, 1);
        for (int i = 0; i < 130; i++) {
            enrolEmbeddings("p" + i, 1 + i % 3, 2 + i);
        }
        String file = export(origin);
        long templates = 250 + IntStream.range(0, 130).map(i -> 1 + i % 3).sum();

        assertThat(file.lines().reduce((first, second) -> second).orElseThrow())
                .startsWith("{\"identities\":131,\"templates\":%d,".formatted(templates));
        assertThat(dimension).isGreaterThan(0);
        JsonNode imported = importInto(target, file).assertOk().json();
        assertThat(imported.get("identities").intValue()).isEqualTo(131);
        assertThat(imported.get("templates").longValue()).isEqualTo(templates);
        assertThat(people(export(target)).replace("\"source\":\"import\"", "\"source\":\"embedding\""))
                .isEqualTo(people(file));
    }

    private void enrolThree() {
        origin.create("gul", "Abdullah");
        origin.enrol("gul", ABDULLAH);
        origin.create("brown", "Gordon");
        origin.enrol("brown", GORDON, GORDON_AGAIN);
        origin.postJson(
                origin.path() + "/identities",
                "{\"external_id\": \"nobody/yet ä\", \"active\": false, \"metadata\": {\"a\": {\"b\": [1, 2.5, \"ü\"]}}}");
    }

    private int enrolEmbeddings(String externalId, int count, int seed) {
        origin.create(externalId, "Person");
        Random random = new Random(seed);
        int dimension = origin.service()
                .get("/v1/models")
                .json()
                .at("/embedder/dimension")
                .intValue();
        for (int done = 0; done < count; done += 100) {
            String embeddings = IntStream.range(0, Math.min(100, count - done))
                    .mapToObj(i ->
                            Arrays.toString(random.doubles(dimension, -1, 1).toArray()))
                    .collect(Collectors.joining(","));
            origin.postJson(
                            origin.identity(externalId) + "/templates?duplicates=allow",
                            "{\"embeddings\": [%s]}".formatted(embeddings))
                    .assertOk();
        }
        return dimension;
    }

    private static String export(GalleryScenario gallery) {
        Reply reply = gallery.service().get(gallery.path() + "/export");
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).startsWith(NDJSON);
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        return reply.body();
    }

    private static Reply importInto(GalleryScenario gallery, String file) {
        return gallery.service().post(gallery.path() + "/import", NDJSON, file.getBytes(UTF_8));
    }

    private String refused(String file, int status, String code) {
        Reply reply = importInto(target, file);
        reply.assertProblem(status, code);
        assertThat(target.service().get(target.path() + "/identities").json().get("identities"))
                .isEmpty();
        return reply.body();
    }

    private JsonNode answer(GalleryScenario gallery, String probe) {
        return gallery.identify(probe).deepCopy();
    }

    private static JsonNode show(GalleryScenario gallery, String externalId) {
        String path = externalId.replace("/", "%2F").replace(" ", "%20").replace("ä", "%C3%A4");
        return gallery.service().get(gallery.identity(path)).assertOk().json();
    }

    private JsonNode show(String path) {
        return origin.service().get(origin.path() + path).assertOk().json();
    }

    private static String header(String file) {
        return file.lines().findFirst().orElseThrow() + "\n";
    }

    /** Without the first and the last line. */
    private static String people(String file) {
        List<String> lines = file.lines().toList();
        return lines(lines.subList(1, lines.size() - 1));
    }

    private static String lines(List<String> lines) {
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    /** With the checksum that it would have if it had been exported so. */
    private static String sealed(String file) {
        List<String> all = file.lines().toList();
        String before = lines(all.subList(0, all.size() - 1));
        try {
            String checksum = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(before.getBytes(UTF_8)));
            return before + all.get(all.size() - 1).replaceAll("[0-9a-f]{64}", checksum) + "\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

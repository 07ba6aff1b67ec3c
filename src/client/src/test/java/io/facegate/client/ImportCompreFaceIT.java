package io.facegate.client;

import static io.facegate.testing.TestData.NO_FACE;
import static io.facegate.testing.TestData.OTHER_PERSON;
import static io.facegate.testing.TestData.PERSON;
import static io.facegate.testing.TestData.SAME_PERSON;
import static io.facegate.testing.TestData.SEVERAL_FACES;
import static io.facegate.testing.TestData.picture;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.PostgresServer;
import io.facegate.testing.ServiceProcess;
import io.facegate.testing.TestData;
import io.facegate.testing.TestDatabase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./facegate import-compreface} against the packaged service. */
@NeedsModels
@Timeout(300)
@SuppressWarnings("NullAway.Init") // set before all tests
class ImportCompreFaceIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TestDatabase database = PostgresServer.shared().newDatabase();

    @TempDir
    static Path serviceFolder;

    private static ServiceProcess service;

    @TempDir
    Path folder;

    private CompreFaceServer compreFace;

    @BeforeAll
    static void startService() throws IOException {
        service = ServiceProcess.start(serviceFolder, TestData.models(), database);
        service.client();
    }

    @AfterAll
    static void stopService() throws InterruptedException {
        service.kill();
        database.close();
    }

    @BeforeEach
    void fill() throws IOException {
        compreFace = new CompreFaceServer();
        compreFace.example("Gordon Brown", picture(SAME_PERSON));
        compreFace.example("Gordon Brown", picture(SEVERAL_FACES));
        compreFace.example("Richard", picture(OTHER_PERSON));
        compreFace.example("Richard", picture(NO_FACE));
        compreFace.example("lost", new byte[0]);
        compreFace.subject("nobody's");
    }

    @AfterEach
    void close() {
        compreFace.close();
    }

    @Test
    void subjectsAndPicturesAreTakenAndTheReportSaysWhatWasNot() throws Exception {
        Ended ended = importRunning("running");

        assertThat(ended.status()).as(ended.toString()).isEqualTo(0);
        assertThat(outcomes())
                .extracting(line -> line.get("identity").asText() + " "
                        + line.get("outcome").asText() + line.get("reasons"))
                .containsExactlyInAnyOrder(
                        "Gordon Brown enrolled[]",
                        "Gordon Brown rejected[\"several_faces\"]",
                        "Richard enrolled[]",
                        "Richard rejected[\"no_face\"]",
                        "lost rejected[\"picture_not_kept\"]");
        assertThat(outcomes())
                .extracting(line -> line.get("picture").asText())
                .allMatch(image -> image.startsWith("6b135f5b-"));
        assertThat(ended.out())
                .contains("5 pictures: 2 enrolled, 3 rejected (1 no_face, 1 picture_not_kept, 1 several_faces)")
                .contains("4 subjects: 1 without a picture, 0 with a name that is no external id");
        assertThat(externalIds("running")).containsExactlyInAnyOrder("Gordon Brown", "Richard", "lost", "nobody's");
    }

    @Test
    void itGoesOnWhereItStopped() throws Exception {
        compreFace.failAfter(2);

        Ended stopped = importRunning("stopped");
        int decided = outcomes().size();
        compreFace.recover();
        int before = compreFace.pictures();
        Ended resumed = importRunning("stopped");

        assertThat(stopped.status()).as(stopped.toString()).isEqualTo(1);
        assertThat(stopped.err()).contains("answered 500").contains("Run the same command again");
        assertThat(decided).isBetween(1, 2);
        assertThat(resumed.status()).as(resumed.toString()).isEqualTo(0);
        assertThat(compreFace.pictures() - before).isEqualTo(5 - decided);
        assertThat(outcomes())
                .extracting(line -> line.get("picture").asText())
                .hasSize(5)
                .doesNotHaveDuplicates();
        assertThat(importRunning("stopped").out()).contains("5 of them in an earlier run");
    }

    @Test
    void aFolderOfItsPicturesIsTakenToo() throws Exception {
        Path pictures = folder.resolve("pictures");
        Files.createDirectories(pictures.resolve("Gordon Brown"));
        Files.write(pictures.resolve("Gordon Brown/a.jpg"), picture(SAME_PERSON));

        Ended ended = run(
                "import-compreface",
                pictures.toString(),
                "--gallery",
                "folder",
                "--url",
                url(),
                "--report",
                report().toString());

        assertThat(ended.status()).as(ended.toString()).isEqualTo(0);
        assertThat(ended.out()).contains("1 pictures: 1 enrolled");
        assertThat(externalIds("folder")).containsExactly("Gordon Brown");
    }

    @Test
    void embeddingsOfTheSameNetworkAreTakenWithoutPictures() throws Exception {
        JsonNode read = service.client()
                .post("/v1/embeddings?face=main", "image/jpeg", picture(PERSON))
                .assertOk()
                .json();
        String array =
                read.at("/faces/0/embedding").toString().replace('[', '{').replace(']', '}');
        Path csv = Files.writeString(
                folder.resolve("faces.csv"),
                "image_id,subject,calculator,embedding\na1,Gordon,same,\"%s\"\na2,Gordon,other,\"{1,2}\"\na3,Gordon,same,\"{1,2}\"\n"
                        .formatted(array));

        Ended ended = run(
                "import-compreface",
                "--embeddings",
                csv.toString(),
                "--calculator",
                "same",
                "--model",
                read.get("model").asText(),
                "--gallery",
                "embeddings",
                "--url",
                url(),
                "--report",
                report().toString());

        assertThat(ended.status()).as(ended.toString()).isEqualTo(0);
        assertThat(outcomes())
                .extracting(line ->
                        line.get("picture").asText() + " " + line.get("outcome").asText() + line.get("reasons"))
                .containsExactlyInAnyOrder(
                        "a1 enrolled[]",
                        "a2 rejected[\"another_calculator\"]",
                        "a3 rejected[\"embedding_dimension_mismatch\"]");
        assertThat(service.client()
                        .post("/v1/galleries/embeddings/identify", "image/jpeg", picture(SAME_PERSON))
                        .assertOk()
                        .json()
                        .at("/candidates/0/identity")
                        .asText())
                .isEqualTo("Gordon");
    }

    @Test
    void aKeyThatCompreFaceDoesNotKnowIsSaidBeforeAnythingIsDone() throws Exception {
        Files.writeString(folder.resolve("key"), "another");

        Ended ended = importBy(folder.resolve("key"), "never");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("answered 404").contains("no key of a recognition service");
        assertThat(service.client().get("/v1/galleries/never").status()).isEqualTo(404);
        assertThat(report()).doesNotExist();
    }

    private Ended importRunning(String gallery) throws IOException {
        return importBy(Files.writeString(folder.resolve("key"), CompreFaceServer.KEY + "\n"), gallery);
    }

    private Ended importBy(Path key, String gallery) {
        return run(
                "import-compreface",
                "--from",
                compreFace.url(),
                "--key-file",
                key.toString(),
                "--gallery",
                gallery,
                "--url",
                url(),
                "--report",
                report().toString());
    }

    private Path report() {
        return folder.resolve("report.jsonl");
    }

    private static String url() {
        return service.client().base().toString();
    }

    private List<JsonNode> outcomes() throws IOException {
        List<JsonNode> outcomes = new ArrayList<>();
        try (Stream<String> lines = Files.lines(report())) {
            for (String line : lines.skip(1).toList()) {
                outcomes.add(JSON.readTree(line));
            }
        }
        return outcomes;
    }

    private static List<String> externalIds(String gallery) {
        return service.client()
                .get("/v1/galleries/%s/identities".formatted(gallery))
                .assertOk()
                .json()
                .findValuesAsText("external_id");
    }

    /** What a command left behind. */
    private record Ended(int status, String out, String err) {}

    private static Ended run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = ClientCli.run(new PrintWriter(out), new PrintWriter(err), arguments);
        return new Ended(status, out.toString(), err.toString());
    }
}

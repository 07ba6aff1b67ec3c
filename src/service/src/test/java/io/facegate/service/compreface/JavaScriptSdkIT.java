package io.facegate.service.compreface;

import static io.facegate.testing.TestData.NO_FACE;
import static io.facegate.testing.TestData.OTHER_PERSON;
import static io.facegate.testing.TestData.PERSON;
import static io.facegate.testing.TestData.SAME_PERSON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.facegate.service.access.key.KeyRepository;
import io.facegate.service.database.DatabaseTestResource;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.TestData;
import io.facegate.testing.TestKeys;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** CompreFace's own JavaScript SDK, as npm has it, against the service: every method of it. */
@NeedsNode
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@TestProfile(OpenedCompreFace.class)
@SuppressWarnings("NullAway.Init") // injected
class JavaScriptSdkIT {
    private static final Path FOLDER = Path.of("target", "compreface-sdk");
    private static final String SCRIPT = "every-method.js";
    private static final List<String> FILES = List.of("package.json", "package-lock.json", SCRIPT);

    @TestHTTPResource
    URI base;

    TestKeys administrators;

    @Inject
    KeyRepository keys;

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void everyMethodGivesWhatItsCallersExpect() throws Exception {
        JsonNode results =
                run(CompreFaceClient.ofNewGallery(base, administrators, keys).key());

        assertThat(answer(results, "subjects.add")).isEqualTo("{\"subject\":\"Gordon\"}");
        assertFailure(results, "subjects.add again", 400, 43);
        assertThat(answer(results, "subjects.list")).isEqualTo("{\"subjects\":[\"Gordon\"]}");
        assertThat(answer(results, "subjects.rename")).isEqualTo("{\"updated\":true}");

        String first = text(results, "faces.add", "/image_id");
        String second = text(results, "faces.add base64", "/image_id");
        String third = text(results, "faces.add url", "/image_id");
        assertThat(text(results, "faces.add", "/subject")).isEqualTo("Brown");
        assertFailure(results, "faces.add nobody", 400, 28);
        assertThat(at(results, "faces.list", "/faces").findValuesAsText("image_id"))
                .containsExactly(first, second, third);
        assertThat(at(results, "faces.list", "/total_elements").asInt()).isEqualTo(3);

        for (String call : List.of(
                "recognize", "recognize options", "recognize without a limit", "recognize base64", "recognize url")) {
            assertThat(text(results, call, "/result/0/subjects/0/subject"))
                    .as(call)
                    .isEqualTo("Brown");
            assertThat(at(results, call, "/result/0/subjects/0/similarity").asDouble())
                    .as(call)
                    .isGreaterThan(0.5);
        }
        assertThat(at(results, "recognize options", "/result/0/landmarks")).hasSize(5);
        assertThat(text(results, "recognize without a limit", "/result/0/plugins_versions/detector"))
                .isNotEmpty();
        assertFailure(results, "recognize nobody", 400, 28);

        assertThat(text(results, "faces.verify", "/result/0/subject")).isEqualTo("Brown");
        assertThat(at(results, "faces.verify", "/result/0/similarity").asDouble())
                .isGreaterThan(0.5);
        assertThat(at(results, "faces.verify joined", "/result/0/similarity").asDouble())
                .isGreaterThan(0.5);
        assertThat(at(results, "faces.verify unknown", "/result/0/similarity").isNumber())
                .isTrue();
        assertThat(at(results, "faces.verify unknown", "/result/0/similarity").asDouble())
                .isZero();

        String similarity = "/result/0/face_matches/0/similarity";
        for (String call : List.of("verification.verify", "verification.verify base64", "verification.verify urls")) {
            assertThat(at(results, call, similarity).asDouble()).as(call).isGreaterThan(0.5);
        }
        for (String call : List.of("verification.verify url and path", "verification.verify path and url")) {
            assertThat(at(results, call, similarity).isNumber()).as(call).isTrue();
            assertThat(at(results, call, similarity).asDouble()).as(call).isLessThan(0.5);
        }

        for (String call : List.of("detect", "detect base64", "detect url")) {
            assertThat(at(results, call, "/result/0/box/probability").asDouble())
                    .as(call)
                    .isGreaterThan(0.8);
        }
        assertThat(at(results, "detect", "/result/0/landmarks")).hasSize(5);
        assertFailure(results, "detect nobody", 400, 28);

        assertThat(text(results, "faces.delete", "/image_id")).isEqualTo(first);
        assertThat(at(results, "faces.delete_multiple_images", "").findValuesAsText("image_id"))
                .containsExactly(third);
        assertThat(answer(results, "faces.delete_all_subject")).isEqualTo("{\"deleted\":1}");
        assertThat(answer(results, "faces.delete_all")).isEqualTo("{\"deleted\":0}");
        assertThat(answer(results, "subjects.delete")).isEqualTo("{\"subject\":\"Richard\"}");
        assertThat(answer(results, "subjects.deleteAll")).isEqualTo("{\"deleted\":2}");
        assertThat(answer(results, "subjects.list at the end")).isEqualTo("{\"subjects\":[]}");
    }

    private static JsonNode at(JsonNode results, String call, String where) {
        assertThat(results.get(call).has("answer"))
                .as("%s: %s", call, results.get(call))
                .isTrue();
        return results.get(call).get("answer").at(where);
    }

    private static String answer(JsonNode results, String call) {
        return at(results, call, "").toString();
    }

    private static String text(JsonNode results, String call, String where) {
        return at(results, call, where).asText();
    }

    private static void assertFailure(JsonNode results, String call, int status, int code) {
        assertThat(results.get(call).path("status").asInt())
                .as("%s: %s", call, results.get(call))
                .isEqualTo(status);
        assertThat(results.get(call).at("/body/code").asInt()).as(call).isEqualTo(code);
    }

    private JsonNode run(String key) throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        for (String file : FILES) {
            try (InputStream resource = JavaScriptSdkIT.class.getResourceAsStream("/compreface-sdk/" + file)) {
                Files.write(FOLDER.resolve(file), resource.readAllBytes());
            }
        }
        Map<String, String> pictures =
                Map.of("person.jpg", PERSON, "same.jpg", SAME_PERSON, "other.jpg", OTHER_PERSON, "nobody.jpg", NO_FACE);
        for (Map.Entry<String, String> picture : pictures.entrySet()) {
            Files.write(FOLDER.resolve(picture.getKey()), TestData.picture(picture.getValue()));
        }
        if (!Files.isDirectory(FOLDER.resolve("node_modules"))) {
            execute("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        }
        execute("node", SCRIPT, Integer.toString(base.getPort()), key, "results.json");
        return json.readTree(FOLDER.resolve("results.json").toFile());
    }

    private static void execute(String... command) throws IOException, InterruptedException {
        Path log = FOLDER.resolve("output.log");
        Process process = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(180, TimeUnit.SECONDS);
        assertThat(ended && process.exitValue() == 0)
                .as("%s: %s", command[0], Files.readString(log))
                .isTrue();
    }
}

package io.facegate.service.compreface;

import static io.facegate.service.compreface.CompreFaceClient.assertError;
import static io.facegate.testing.TestData.NO_FACE;
import static io.facegate.testing.TestData.OTHER_PERSON;
import static io.facegate.testing.TestData.PERSON;
import static io.facegate.testing.TestData.SAME_PERSON;
import static io.facegate.testing.TestData.SEVERAL_FACES;
import static io.facegate.testing.TestData.picture;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.service.access.key.KeyRepository;
import io.facegate.service.database.DatabaseTestResource;
import io.facegate.testing.FormBody;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.Reply;
import io.facegate.testing.TestKeys;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code POST recognition/recognize}, and how an example gets there. */
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@TestProfile(OpenedCompreFace.class)
@SuppressWarnings("NullAway.Init") // injected
class RecognizeIT {
    @TestHTTPResource
    URI base;

    TestKeys administrators;

    @Inject
    KeyRepository keys;

    private CompreFaceClient client;

    @BeforeEach
    void makeKey() {
        client = CompreFaceClient.ofNewGallery(base, administrators, keys);
    }

    @Test
    void whoeverIsAddedIsRecognized() {
        JsonNode example = client.add("Gordon", SAME_PERSON);

        JsonNode face = client.post("recognize", PERSON).assertOk().json().at("/result/0");

        assertThat(example.get("subject").asText()).isEqualTo("Gordon");
        assertThat(example.get("image_id").asText())
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertThat(face.at("/subjects/0/subject").asText()).isEqualTo("Gordon");
        assertThat(face.at("/subjects/0/similarity").asDouble()).isBetween(0.5, 1.0);
        assertThat(face.at("/box/probability").asDouble()).isBetween(0.8, 1.0);
        assertThat(face.at("/box/x_max").asInt())
                .isGreaterThan(face.at("/box/x_min").asInt());
        assertThat(face.at("/box/y_max").asInt())
                .isGreaterThan(face.at("/box/y_min").asInt());
        assertThat(face.fieldNames()).toIterable().containsExactlyInAnyOrder("box", "subjects");
    }

    @Test
    void aStrangerIsAnEmptyList() {
        client.add("Gordon", SAME_PERSON);

        JsonNode face = client.post("recognize", OTHER_PERSON).assertOk().json().at("/result/0");

        assertThat(face.get("subjects").isArray()).isTrue();
        assertThat(face.get("subjects")).isEmpty();
    }

    @Test
    void whatIsAskedForIsThere() {
        JsonNode face = client.post(
                        "recognize?limit=1&det_prob_threshold=0.5&prediction_count=3&face_plugins=landmarks,pose,age&status=true",
                        PERSON)
                .assertOk()
                .json()
                .at("/result/0");

        assertThat(face.get("landmarks")).hasSize(5).allSatisfy(point -> assertThat(point)
                .hasSize(2));
        assertThat(face.at("/pose/yaw").asDouble()).isBetween(-45.0, 45.0);
        assertThat(face.at("/plugins_versions/calculator").asText()).isNotEmpty();
        assertThat(face.has("age")).isFalse();
    }

    @Test
    void facesAreLimited() {
        int all = client.post("recognize?limit=0", SEVERAL_FACES)
                .assertOk()
                .json()
                .get("result")
                .size();

        assertThat(all).isGreaterThan(1);
        assertThat(client.post("recognize?limit=1", SEVERAL_FACES)
                        .assertOk()
                        .json()
                        .get("result"))
                .hasSize(1);
        assertError(client.post("recognize?det_prob_threshold=1", NO_FACE), 400, 28);
    }

    @Test
    void aPictureMayComeAsBase64() {
        client.add("Gordon", SAME_PERSON);

        assertThat(client.json("POST", "recognize", base64(PERSON))
                        .assertOk()
                        .json()
                        .at("/result/0/subjects/0/subject")
                        .asText())
                .isEqualTo("Gordon");
        assertError(client.json("POST", "recognize", "{\"file\": \"data:image/jpeg;base64,AAAA\"}"), 400, 21);
        assertError(client.json("POST", "recognize", "{\"file\": \"AAAA\"}"), 400, 21);
        assertError(client.json("POST", "recognize", "{\"other\": \"AAAA\"}"), 400, 34);
        assertError(client.json("POST", "recognize", "[1"), 400, 26);
    }

    private static String base64(String file) {
        return "{\"file\": \"%s\"}".formatted(Base64.getEncoder().encodeToString(picture(file)));
    }

    @Test
    void whatIsWrongHasACode() {
        assertError(client.post("recognize", NO_FACE), 400, 28);
        assertError(client.post("faces?subject=Gordon", SEVERAL_FACES), 400, 31);
        assertError(client.post("faces?subject=Gordon", NO_FACE), 400, 28);
        assertError(client.post("faces", PERSON), 400, 33);
        assertError(client.post("recognize", new FormBody().file("file", "no picture".getBytes(UTF_8))), 400, 21);
        assertError(client.post("recognize", new FormBody().text("other", "x")), 400, 34);
        assertError(client.post("recognize?limit=-1", PERSON), 400, 26);
        assertError(client.get("recognize"), 404, 0);
        assertError(client.get("nothing"), 404, 0);
    }

    @Test
    void aFailedExampleLeavesNobodyBehind() {
        client.post("faces?subject=Gordon", NO_FACE);

        assertThat(client.get("subjects").assertOk().json().get("subjects")).isEmpty();
    }

    @Test
    void keysAreAskedForAsClientsKnowIt() {
        FormBody form = new FormBody().file("file", picture(PERSON));
        String path = CompreFaceClient.RECOGNITION + "recognize";

        assertError(client.service().post(path, form), 400, 20);
        assertError(client.service().post(path, form, "x-api-key", "11111111-2222-4333-8444-555555555555"), 404, 10);
        assertError(client.service().post(path, form, "x-api-key", "00000000-0000-0000-0000-000000000002"), 404, 10);
        String ours = administrators.boundTo(java.util.List.of("nowhere"), "identify");
        assertError(client.service().post(path, form, "x-api-key", ours), 404, 10);
        String unbound = administrators.with("identify");
        assertError(client.service().post(path, form, "x-api-key", unbound), 404, 10);
        String ofAnotherService = administrators.boundTo(java.util.List.of("nowhere"), "detect");
        assertError(client.service().post(path, form, "x-api-key", ofAnotherService), 404, 10);
    }

    @Test
    void theKeyWorksInCapitalsToo() {
        FormBody form = new FormBody().file("file", picture(PERSON));
        String path = CompreFaceClient.RECOGNITION + "recognize";

        Reply capitals =
                client.service().post(path, form, "X-API-KEY", client.key().toUpperCase(java.util.Locale.ROOT));

        capitals.assertOk();
    }
}

package io.facegate.service.compreface;

import static io.facegate.service.compreface.CompreFaceClient.assertError;
import static io.facegate.testing.TestData.NO_FACE;
import static io.facegate.testing.TestData.OTHER_PERSON;
import static io.facegate.testing.TestData.PERSON;
import static io.facegate.testing.TestData.SAME_PERSON;
import static io.facegate.testing.TestData.SEVERAL_FACES;
import static io.facegate.testing.TestData.picture;
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
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code faces/{id}/verify}, {@code verification/verify} and {@code detection/detect}. */
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@TestProfile(OpenedCompreFace.class)
@SuppressWarnings("NullAway.Init") // injected
class VerificationsIT {
    private static final String UNKNOWN = "faces/6b135f5b-a365-4522-b1f1-4c9ac2dd0728/verify";

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

    private String verify(String image) {
        return "faces/%s/verify".formatted(image);
    }

    @Test
    void aFaceIsVerifiedAgainstWhomTheExampleIsOf() {
        String image = client.add("Gordon", SAME_PERSON).get("image_id").asText();

        JsonNode same = client.post(verify(image) + "?limit=0?status=true", PERSON)
                .assertOk()
                .json()
                .at("/result/0");
        JsonNode other =
                client.post(verify(image), OTHER_PERSON).assertOk().json().at("/result/0");

        assertThat(same.get("subject").asText()).isEqualTo("Gordon");
        assertThat(same.get("similarity").asDouble()).isBetween(0.5, 1.0);
        assertThat(same.at("/box/probability").asDouble()).isGreaterThan(0.8);
        assertThat(same.at("/plugins_versions/detector").asText()).isNotEmpty();
        assertThat(other.get("similarity").asDouble()).isBetween(0.0, 0.4999);
    }

    @Test
    void anExampleThatIsNotThereResemblesNobody() {
        JsonNode faces = client.post(UNKNOWN, SEVERAL_FACES).assertOk().json().get("result");

        assertThat(faces).hasSizeGreaterThan(1).allSatisfy(face -> assertThat(
                        face.get("similarity").asDouble())
                .isZero());
        assertError(client.post(UNKNOWN, NO_FACE), 400, 28);
    }

    @Test
    void triesCountAndAreLimitedAsEverywhere() {
        String image = client.add("Gordon", SAME_PERSON).get("image_id").asText();
        for (int i = 0; i < 5; i++) {
            client.post(verify(image), OTHER_PERSON).assertOk();
        }

        Reply tooMany = client.post(verify(image), PERSON);

        assertError(tooMany, 429, 0);
        assertThat(tooMany.header("Retry-After")).isNotEmpty();
    }

    @Test
    void twoPicturesAreCompared() {
        JsonNode same = compare(form(PERSON, SAME_PERSON)).assertOk().json().at("/result/0");
        JsonNode other = compare(form(PERSON, OTHER_PERSON)).assertOk().json().at("/result/0");

        assertThat(same.at("/source_image_face/box/probability").asDouble()).isGreaterThan(0.8);
        assertThat(same.get("face_matches")).hasSize(1);
        assertThat(same.at("/face_matches/0/similarity").asDouble()).isBetween(0.5, 1.0);
        assertThat(same.at("/face_matches/0/box/x_max").asInt()).isPositive();
        assertThat(other.at("/face_matches/0/similarity").asDouble()).isBetween(0.0, 0.4999);
        assertError(compare(form(PERSON, NO_FACE)), 400, 28);
        assertError(compare(new FormBody().file("source_image", picture(PERSON))), 400, 34);
    }

    @Test
    void twoPicturesMayComeAsBase64() {
        String body = "{\"source_image\": \"%s\", \"target_image\": \"%s\"}"
                .formatted(
                        Base64.getEncoder().encodeToString(picture(PERSON)),
                        Base64.getEncoder().encodeToString(picture(SAME_PERSON)));

        Reply compared = client.service()
                .send(client.request("/api/v1/verification/verify")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)));

        assertThat(compared.assertOk()
                        .json()
                        .at("/result/0/face_matches/0/similarity")
                        .asDouble())
                .isGreaterThan(0.5);
    }

    @Test
    void facesAreDetectedTheLargestFirst() {
        JsonNode faces = detect("", SEVERAL_FACES).assertOk().json().get("result");

        assertThat(faces).hasSizeGreaterThan(1);
        assertThat(area(faces.get(0))).isGreaterThanOrEqualTo(area(faces.get(1)));
        assertThat(detect("?limit=1&face_plugins=landmarks", SEVERAL_FACES)
                        .json()
                        .get("result"))
                .singleElement()
                .satisfies(face -> assertThat(face.get("landmarks")).hasSize(5));
        assertError(detect("", NO_FACE), 400, 28);
    }

    private static int area(JsonNode face) {
        JsonNode box = face.get("box");
        return (box.get("x_max").asInt() - box.get("x_min").asInt())
                * (box.get("y_max").asInt() - box.get("y_min").asInt());
    }

    @Test
    void whatProgramsAskBeforeTheyHaveAKeyIsOpen() {
        assertThat(client.service()
                        .get("/api/v1/config")
                        .assertOk()
                        .json()
                        .get("maxFileSize")
                        .asLong())
                .isPositive();
        assertThat(client.service()
                        .get("/api/v1/consistence/status")
                        .assertOk()
                        .json()
                        .get("saveImagesToDB")
                        .asBoolean())
                .isFalse();
    }

    /** It would be both pictures, and so the same person. */
    @Test
    void aPictureByItselfIsNoPair() {
        Reply compared = client.service()
                .send(client.request("/api/v1/verification/verify").POST(BodyPublishers.ofByteArray(picture(PERSON))));

        assertError(compared, 400, 34);
    }

    /** Nobody knows how good their pictures were. */
    @Test
    void embeddingsAreDecidedByOnlyWhereThatIsOpened() {
        String embeddings = "{\"embeddings\": [[1, 2]], \"source\": [1, 2], \"targets\": [[1, 2]]}";

        assertError(client.json("POST", "embeddings/recognize", embeddings), 404, 0);
        assertError(client.json("POST", "embeddings/" + UNKNOWN, embeddings), 404, 0);
        assertError(
                client.service()
                        .send(client.request("/api/v1/verification/embeddings/verify")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(embeddings))),
                404,
                0);
    }

    private static FormBody form(String source, String target) {
        return new FormBody().file("source_image", picture(source)).file("target_image", picture(target));
    }

    private Reply compare(FormBody form) {
        return client.service().post("/api/v1/verification/verify", form, "x-api-key", client.key());
    }

    private Reply detect(String query, String file) {
        return client.service()
                .post(
                        "/api/v1/detection/detect" + query,
                        new FormBody().file("file", picture(file)),
                        "x-api-key",
                        client.key());
    }
}

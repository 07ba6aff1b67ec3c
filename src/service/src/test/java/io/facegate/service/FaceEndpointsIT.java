package io.facegate.service;

import static io.facegate.testing.TestData.NO_FACE;
import static io.facegate.testing.TestData.OTHER_PERSON;
import static io.facegate.testing.TestData.PERSON;
import static io.facegate.testing.TestData.SAME_PERSON;
import static io.facegate.testing.TestData.SEVERAL_FACES;
import static io.facegate.testing.TestData.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.facegate.service.database.DatabaseTestResource;
import io.facegate.testing.FormBody;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.Reply;
import io.facegate.testing.ServiceClient;
import io.facegate.testing.TestData;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@Timeout(180)
class FaceEndpointsIT {
    @Inject
    ServiceClient service;

    @Test
    void anEmbeddingIsAUnitVectorWithItsModelAndFace() {
        JsonNode answer = embedding(PERSON);

        assertThat(answer.fieldNames().next()).isEqualTo("embedding");
        double squares = 0;
        for (JsonNode value : answer.get("embedding")) {
            squares += value.doubleValue() * value.doubleValue();
        }
        assertThat(squares).isCloseTo(1, within(1e-5));
        assertThat(answer.get("dimension").intValue())
                .isEqualTo(answer.get("embedding").size());
        assertThat(answer.get("model").asText()).startsWith("face-mbf");
        assertAFaceInTheMiddle(answer.get("face"), 250, 250);
    }

    @Test
    void twoPicturesOfOnePersonAreGrantedAccess() {
        JsonNode answer = compare(PERSON, SAME_PERSON);

        assertThat(answer.get("result").asText()).isEqualTo("access_granted");
        assertThat(answer.get("similarity").floatValue()).isBetween(0.38f, 1f);
        assertThat(answer.get("threshold").floatValue()).isEqualTo(0.38f);
        assertThat(answer.get("fmr").isNull()).isTrue();
        assertThat(answer.get("model").asText()).startsWith("face-mbf");
        assertAFaceInTheMiddle(answer.get("face"), 250, 250);
    }

    @Test
    void twoPeopleAreDenied() {
        JsonNode answer = compare(PERSON, OTHER_PERSON);

        assertThat(answer.get("result").asText()).isEqualTo("access_denied");
        assertThat(answer.get("similarity").floatValue()).isBetween(-1f, 0.28f);
    }

    @Test
    void aPictureIsItself() {
        assertThat(compare(PERSON, PERSON).get("similarity").floatValue()).isCloseTo(1, within(1e-5f));
    }

    @Test
    void theReferenceMayBeWithinQuotes() {
        String reference = embedding(PERSON).get("embedding").toString();
        FormBody form =
                new FormBody().text("ref_embedding", "\"" + reference + "\"").file("test_file", picture(SAME_PERSON));

        assertThat(service.post("/compare", form)
                        .assertOk()
                        .json()
                        .get("result")
                        .asText())
                .isEqualTo("access_granted");
    }

    @Test
    void theReferencesModelIsCheckedIfItIsGiven() {
        JsonNode reference = embedding(PERSON);

        service.post(
                        "/compare",
                        new FormBody()
                                .text(
                                        "ref_embedding",
                                        reference.get("embedding").toString())
                                .text("ref_model", reference.get("model").asText())
                                .file("test_file", picture(SAME_PERSON)))
                .assertOk();
        service.post(
                        "/compare",
                        new FormBody()
                                .text(
                                        "ref_embedding",
                                        reference.get("embedding").toString())
                                .text("ref_model", "another-model")
                                .file("test_file", picture(SAME_PERSON)))
                .assertProblem(422, "embedding_model_mismatch");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1, 2, 3] | 422 | embedding_dimension_mismatch",
                "[] | 422 | embedding_dimension_mismatch",
                "hello | 400 | embedding_malformed",
                "'' | 400 | embedding_malformed",
                "{\"embedding\": [1]} | 400 | embedding_malformed"
            })
    void aReferenceThatIsNoneIsAProblem(String reference, int status, String code) {
        service.post("/compare", new FormBody().text("ref_embedding", reference).file("test_file", picture(PERSON)))
                .assertProblem(status, code);
    }

    @Test
    void aReferenceOfZerosIsAProblem() {
        String zeros = "[0" + ",0".repeat(511) + "]";

        service.post("/compare", new FormBody().text("ref_embedding", zeros).file("test_file", picture(PERSON)))
                .assertProblem(400, "embedding_malformed");
    }

    @Test
    void twoPicturesAreCompared() {
        Reply same = service.post(
                "/v1/compare", new FormBody().file("reference", picture(PERSON)).file("probe", picture(SAME_PERSON)));
        Reply other = service.post(
                "/v1/compare", new FormBody().file("reference", picture(PERSON)).file("probe", picture(OTHER_PERSON)));

        assertThat(same.assertOk().json().get("result").asText()).isEqualTo("access_granted");
        assertThat(other.assertOk().json().get("result").asText()).isEqualTo("access_denied");
        assertThat(same.json().get("similarity").floatValue())
                .isCloseTo(compare(PERSON, SAME_PERSON).get("similarity").floatValue(), within(1e-4f));
        assertAFaceInTheMiddle(same.json().get("reference"), 250, 250);
        assertAFaceInTheMiddle(same.json().get("probe"), 250, 250);
    }

    @Test
    void aProblemOfTwoPicturesNamesThePart() {
        Reply reply = service.post(
                "/v1/compare", new FormBody().file("reference", picture(PERSON)).file("probe", picture(NO_FACE)));

        assertThat(reply.assertProblem(422, "no_face").json().get("part").asText())
                .isEqualTo("probe");
    }

    @Test
    void allFacesAreDetected() {
        JsonNode answer = service.post("/v1/detect", new FormBody().file("file", picture(SEVERAL_FACES)))
                .assertOk()
                .json();

        assertThat(answer.get("model").asText()).startsWith("mtcnn");
        assertThat(answer.get("faces").size()).isGreaterThan(1);
        int width = answer.get("width").intValue();
        for (JsonNode face : answer.get("faces")) {
            float left = face.get("box").get("left").floatValue();
            assertThat(face.get("normalised_box").get("left").floatValue())
                    .isCloseTo(Math.max(0, left / width), within(1e-5f));
            assertThat(face.get("landmarks").properties())
                    .extracting(Map.Entry::getKey)
                    .containsExactly("left_eye", "right_eye", "nose", "left_mouth", "right_mouth");
        }
    }

    @Test
    void allOrTheLargestFaceIsEmbedded() {
        FormBody form = new FormBody().file("file", picture(SEVERAL_FACES));
        JsonNode all = service.post("/v1/embeddings", form).assertOk().json();
        JsonNode largest =
                service.post("/v1/embeddings?faces=largest", form).assertOk().json();

        assertThat(all.get("faces").size()).isGreaterThan(1);
        assertThat(largest.get("faces").size()).isEqualTo(1);
        assertThat(largest.get("faces").get(0).get("face"))
                .isEqualTo(all.get("faces").get(0).get("face"));
        assertThat(all.get("faces").get(0).get("embedding").size())
                .isEqualTo(all.get("dimension").intValue());
    }

    @Test
    void severalFacesAreTheLargestUnlessOnlyOneIsAllowed() {
        FormBody form = new FormBody().file("file", picture(SEVERAL_FACES));

        service.post("/embedding", form).assertOk();
        service.post("/embedding?face=largest", form).assertOk();
        service.post("/embedding?face=only", form).assertProblem(422, "several_faces");
        service.post("/v1/embeddings?faces=only", form).assertProblem(422, "several_faces");
        Reply reply = service.post(
                "/v1/compare?face=only",
                new FormBody().file("reference", picture(SEVERAL_FACES)).file("probe", picture(PERSON)));
        assertThat(reply.assertProblem(422, "several_faces").json().get("part").asText())
                .isEqualTo("reference");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/embedding?face=all", "/embedding?face=none", "/v1/embeddings?faces=Largest"})
    void anUnknownChoiceIsAProblem(String path) {
        service.post(path, new FormBody().file("file", picture(PERSON))).assertProblem(400, "parameter_invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/embedding", "/v1/detect", "/v1/embeddings"})
    void noFaceIsAProblem(String path) {
        service.post(path, new FormBody().file("file", picture(NO_FACE))).assertProblem(422, "no_face");
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/jpeg", "image/png", "application/octet-stream"})
    void aPictureMayBeTheWholeBody(String contentType) {
        JsonNode raw = service.post("/embedding", contentType, picture(PERSON))
                .assertOk()
                .json();

        assertThat(raw).isEqualTo(embedding(PERSON));
    }

    @Test
    void everyHostileFileGivesItsStatusAndTheServiceGoesOn() throws IOException {
        Path folder = TestData.shared().resolve("faces/hostile");
        JsonNode expected =
                new ObjectMapper().readTree(folder.resolve("expected.json").toFile());

        for (Map.Entry<String, JsonNode> entry : expected.properties()) {
            byte[] file = Files.readAllBytes(folder.resolve(entry.getKey()));
            for (String path : List.of("/embedding", "/v1/detect")) {
                Reply reply = service.post(path, new FormBody().file("file", file));
                assertThat(Integer.toString(reply.status()))
                        .as("%s of %s: %s", path, entry.getKey(), reply.body())
                        .matches(entry.getValue().get("status").asText().replace('x', '.'));
                if (reply.status() >= 400) {
                    reply.assertProblem(reply.status(), reply.json().get("code").asText());
                }
            }
        }
        assertThat(service.get("/q/health/ready").status()).isEqualTo(200);
        embedding(PERSON);
    }

    @Test
    void parallelRequestsAreAllAnsweredRight() {
        JsonNode expected = embedding(PERSON).get("embedding");
        List<CompletableFuture<Reply>> replies = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            replies.add(service.postLater("/embedding", new FormBody().file("file", picture(PERSON))));
        }
        for (CompletableFuture<Reply> reply : replies) {
            assertThat(reply.join().assertOk().json().get("embedding")).isEqualTo(expected);
        }
    }

    private JsonNode embedding(String path) {
        return service.post("/embedding", new FormBody().file("file", picture(path)))
                .assertOk()
                .json();
    }

    private JsonNode compare(String reference, String probe) {
        return service.post(
                        "/compare",
                        new FormBody()
                                .text(
                                        "ref_embedding",
                                        embedding(reference).get("embedding").toString())
                                .file("test_file", picture(probe)))
                .assertOk()
                .json();
    }

    private static void assertAFaceInTheMiddle(JsonNode face, int width, int height) {
        assertThat(face.get("score").floatValue()).isBetween(0.8f, 1f);
        JsonNode box = face.get("box");
        assertThat(box.get("left").floatValue()).isBetween(0f, width / 2f);
        assertThat(box.get("right").floatValue()).isBetween(width / 2f, (float) width);
        assertThat(box.get("top").floatValue()).isBetween(0f, height / 2f);
        assertThat(box.get("bottom").floatValue()).isBetween(height / 2f, (float) height);
        assertThat(face.get("normalised_box").get("right").floatValue())
                .isCloseTo(box.get("right").floatValue() / width, within(1e-5f));
        assertThat(face.get("landmarks").get("left_eye").get("x").floatValue())
                .isLessThan(face.get("landmarks").get("right_eye").get("x").floatValue());
    }
}

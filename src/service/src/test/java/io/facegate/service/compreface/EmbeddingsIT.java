package io.facegate.service.compreface;

import static io.facegate.service.compreface.CompreFaceClient.assertError;
import static io.facegate.testing.TestData.OTHER_PERSON;
import static io.facegate.testing.TestData.PERSON;
import static io.facegate.testing.TestData.SAME_PERSON;
import static io.facegate.testing.TestData.SEVERAL_FACES;
import static io.facegate.testing.TestData.picture;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.service.access.Scope;
import io.facegate.service.access.key.KeyRepository;
import io.facegate.service.database.DatabaseTestResource;
import io.facegate.testing.FormBody;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.Reply;
import io.facegate.testing.ServiceClient;
import io.facegate.testing.TestKeys;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The calculator's embeddings, and what is decided by those that a program brings. */
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@TestProfile(OpenedEmbeddings.class)
@SuppressWarnings("NullAway.Init") // injected
class EmbeddingsIT {
    private static final String UNKNOWN = "6b135f5b-a365-4522-b1f1-4c9ac2dd0728";
    private static final String PAIR = "/api/v1/verification/embeddings/verify";

    @TestHTTPResource
    URI base;

    TestKeys administrators;

    @Inject
    KeyRepository keys;

    private final String gallery = "g" + UUID.randomUUID();
    private ServiceClient administrator;
    private CompreFaceClient client;

    @BeforeEach
    void makeGallery() {
        administrator = new ServiceClient(base).withKey(administrators.with("admin"));
        assertThat(administrator
                        .post(
                                "/v1/galleries",
                                "application/json",
                                "{\"name\": \"%s\"}".formatted(gallery).getBytes(UTF_8))
                        .status())
                .isEqualTo(201);
        client = client(Scope.IDENTIFY, Scope.VERIFY, Scope.ENROL, Scope.READ, Scope.DETECT, Scope.COMPARE);
    }

    private CompreFaceClient client(Scope... scopes) {
        return new CompreFaceClient(new ServiceClient(base), CompreFaceClient.uuidKey(keys, gallery, scopes));
    }

    private JsonNode embedding(String file) {
        return client.post("recognize?face_plugins=calculator", file)
                .assertOk()
                .json()
                .at("/result/0/embedding");
    }

    private Reply recognize(Object... embeddings) {
        return client.json("POST", "embeddings/recognize", body(embeddings));
    }

    private Reply verify(String image, Object... embeddings) {
        return verify(client, image, embeddings);
    }

    private static Reply verify(CompreFaceClient client, String image, Object... embeddings) {
        return client.json("POST", "embeddings/faces/%s/verify".formatted(image), body(embeddings));
    }

    private Reply compare(Object source, Object... targets) {
        String list = Arrays.toString(targets);
        return client.service()
                .send(client.request(PAIR)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"source\": %s, \"targets\": %s}".formatted(source, list))));
    }

    private static String body(Object... embeddings) {
        return "{\"embeddings\": %s}".formatted(Arrays.toString(embeddings));
    }

    private void patch(String path, String change) {
        Reply reply = administrator.send(administrator
                .request("/v1/galleries/" + gallery + path)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(change)));
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    }

    @Test
    void theCalculatorGivesAnEmbeddingOfLengthOne() {
        JsonNode detected = detect(client, "?face_plugins=calculator,landmarks&status=true&limit=1");
        double squares = StreamSupport.stream(detected.get("embedding").spliterator(), false)
                .mapToDouble(value -> value.asDouble() * value.asDouble())
                .sum();

        assertThat(squares).isCloseTo(1, within(1e-4));
        assertThat(detected.at("/plugins_versions/calculator").asText()).isNotEmpty();
        assertThat(detected.get("landmarks")).hasSize(5);
        assertThat(detect(client, "").has("embedding")).isFalse();
        assertThat(embedding(PERSON)).hasSameSizeAs(detected.get("embedding"));
    }

    @Test
    void everyAnswerWithFacesHasTheirEmbeddings() {
        String image = client.add("Gordon", SAME_PERSON).get("image_id").asText();
        String query = "?face_plugins=calculator";
        JsonNode verified = client.post("faces/%s/verify".formatted(image) + query, PERSON)
                .assertOk()
                .json();
        JsonNode unknown = client.post("faces/%s/verify".formatted(UNKNOWN) + query, PERSON)
                .assertOk()
                .json();
        JsonNode compared = picturesCompared(query);

        assertThat(verified.at("/result/0/embedding")).isEqualTo(embedding(PERSON));
        assertThat(unknown.at("/result/0/embedding")).isEqualTo(embedding(PERSON));
        assertThat(compared.at("/result/0/source_image_face/embedding")).isEqualTo(embedding(PERSON));
        assertThat(compared.at("/result/0/face_matches/0/embedding")).isEqualTo(embedding(SAME_PERSON));
    }

    private JsonNode picturesCompared(String query) {
        FormBody form = new FormBody().file("source_image", picture(PERSON)).file("target_image", picture(SAME_PERSON));
        return client.service()
                .post("/api/v1/verification/verify" + query, form, "x-api-key", client.key())
                .assertOk()
                .json();
    }

    private static JsonNode detect(CompreFaceClient client, String query) {
        return client.service()
                .post(
                        "/api/v1/detection/detect" + query,
                        new FormBody().file("file", picture(SEVERAL_FACES)),
                        "x-api-key",
                        client.key())
                .assertOk()
                .json()
                .at("/result/0");
    }

    @Test
    void whoeverMayNotMakeEmbeddingsGetsNone() {
        CompreFaceClient camera = client(Scope.IDENTIFY, Scope.DETECT, Scope.READ, Scope.ENROL, Scope.VERIFY);
        String recognized = camera.post("recognize?face_plugins=calculator", PERSON)
                .assertOk()
                .body();

        assertThat(recognized).contains("box").doesNotContain("embedding");
        assertThat(detect(camera, "?face_plugins=calculator").has("embedding")).isFalse();
    }

    @Test
    void whoseEmbeddingItIsIsRecognized() {
        client.add("Gordon", SAME_PERSON);
        JsonNode person = embedding(PERSON);

        JsonNode result =
                recognize(person, embedding(OTHER_PERSON)).assertOk().json().get("result");

        assertThat(result).hasSize(2);
        assertThat(result.at("/0/embedding")).isEqualTo(person);
        assertThat(result.at("/0/similarities/0/subject").asText()).isEqualTo("Gordon");
        assertThat(result.at("/0/similarities/0/similarity").asDouble())
                .isBetween(0.5, 1.0)
                .isCloseTo(
                        client.post("recognize", PERSON)
                                .json()
                                .at("/result/0/subjects/0/similarity")
                                .asDouble(),
                        within(1e-4));
        assertThat(result.at("/1/similarities").isArray()).isTrue();
        assertThat(result.at("/1/similarities")).isEmpty();
    }

    @Test
    void anEmbeddingIsVerifiedAsThePictureIs() {
        String image = client.add("Gordon", SAME_PERSON).get("image_id").asText();
        double ofPicture = client.post("faces/%s/verify".formatted(image), PERSON)
                .json()
                .at("/result/0/similarity")
                .asDouble();

        JsonNode result = verify(image, embedding(PERSON), embedding(OTHER_PERSON))
                .assertOk()
                .json()
                .get("result");

        assertThat(result.at("/0/similarity").asDouble()).isBetween(0.5, 1.0).isCloseTo(ofPicture, within(1e-4));
        assertThat(result.at("/1/similarity").asDouble()).isBetween(0.0, 0.4999);
        assertThat(verify(UNKNOWN, embedding(PERSON))
                        .assertOk()
                        .json()
                        .at("/result/0/similarity")
                        .asDouble())
                .isZero();
    }

    @Test
    void embeddingsAreCompared() {
        JsonNode source = embedding(PERSON);

        JsonNode result = compare(source, embedding(SAME_PERSON), embedding(OTHER_PERSON))
                .assertOk()
                .json()
                .get("result");

        assertThat(result.at("/0/similarity").asDouble())
                .isBetween(0.5, 1.0)
                .isCloseTo(
                        picturesCompared("")
                                .at("/result/0/face_matches/0/similarity")
                                .asDouble(),
                        within(1e-4));
        assertThat(result.at("/1/similarity").asDouble()).isBetween(0.0, 0.4999);
        assertThat(result).hasSize(2);
    }

    @Test
    void manyInOneRequestAreAsManyTries() {
        String image = client.add("Gordon", SAME_PERSON).get("image_id").asText();
        Object[] six = Collections.nCopies(6, embedding(OTHER_PERSON)).toArray();

        Reply tooMany = verify(image, six);

        assertError(tooMany, 429, 0);
        assertThat(tooMany.header("Retry-After")).isNotEmpty();
        assertError(client.post("faces/%s/verify".formatted(image), PERSON), 429, 0);
    }

    @Test
    void whoeverMayOnlyVerifyDoesNotLearnWhoIsThere() {
        String image = client.add("Gordon", SAME_PERSON).get("image_id").asText();
        patch("/identities/Gordon", "{\"active\": false}");
        CompreFaceClient desk = client(Scope.VERIFY);
        JsonNode person = embedding(PERSON);

        for (int i = 0; i < 5; i++) {
            assertThat(verify(desk, image, person)
                            .assertOk()
                            .json()
                            .at("/result/0/similarity")
                            .asDouble())
                    .isBetween(0.0, 0.4999);
        }

        assertError(verify(desk, image, person), 429, 0);
        assertThat(verify(image, person)
                        .assertOk()
                        .json()
                        .at("/result/0/similarity")
                        .asDouble())
                .isZero();
    }

    @Test
    void aGalleryThatInsistsOnQualityTakesNone() {
        String image = client.add("Gordon", SAME_PERSON).get("image_id").asText();
        JsonNode person = embedding(PERSON);
        patch("", "{\"gate_verification\": true, \"gate_identification\": true}");

        assertError(verify(image, person), 400, 0);
        assertError(recognize(person), 400, 0);
    }

    @Test
    void aGalleryThatDemandsNoncesTakesNone() {
        String image = client.add("Gordon", SAME_PERSON).get("image_id").asText();
        JsonNode person = embedding(PERSON);
        patch("", "{\"verification\": {\"nonce_required\": true}}");

        Reply refused = verify(image, person);

        assertError(refused, 400, 0);
        assertThat(refused.body()).contains("nonce");
    }

    @Test
    void whatIsNoEmbeddingHasACode() {
        JsonNode person = embedding(PERSON);
        int dimension = person.size();
        String zero = Collections.nCopies(dimension, "0").toString();
        String infinite = Collections.nCopies(dimension, "1e39").toString();
        String text = Collections.nCopies(dimension, "\"1\"").toString();
        Object[] tooMany = Collections.nCopies(21, person).toArray();

        for (Object wrong : new Object[] {"[1, 2, 3]", zero, infinite, text, "1", "null", "{}"}) {
            assertError(recognize(wrong), 400, 26);
            assertError(verify(UNKNOWN, wrong), 400, 26);
            assertError(compare(wrong, person), 400, 26);
            assertError(compare(person, wrong), 400, 26);
        }
        assertError(recognize(), 400, 26);
        assertError(recognize(tooMany), 400, 26);
        assertError(compare(person), 400, 26);
        assertError(client.json("POST", "embeddings/recognize", "{}"), 400, 26);
        assertError(client.json("POST", "embeddings/recognize", "[1"), 400, 26);
        assertError(client.json("POST", "embeddings/recognize?prediction_count=0", body(person)), 400, 26);
    }

    @Test
    void theAuditSaysThatItWasAnEmbeddingAndWhoBroughtIt() throws InterruptedException {
        String image = client.add("Gordon", SAME_PERSON).get("image_id").asText();
        JsonNode person = embedding(PERSON);
        verify(image, person).assertOk();
        recognize(person).assertOk();
        compare(person, person).assertOk();

        String here = "&gallery=" + gallery;
        for (String filter :
                List.of("verification.granted" + here, "identification.identified" + here, "comparison.granted")) {
            JsonNode entry = sealed(filter);
            assertThat(entry.get("actor").asText()).startsWith("key:");
            assertThat(entry.at("/details/model").asText()).isNotEmpty();
        }
    }

    /** Entries are sealed within a second; one about an embedding. */
    private JsonNode sealed(String type) throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            JsonNode entries = administrator
                    .get("/v1/audit?limit=1000&type=" + type)
                    .assertOk()
                    .json()
                    .get("entries");
            for (JsonNode entry : entries) {
                if (entry.at("/details/probe").asText().equals("embedding")) {
                    return entry;
                }
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError("No entry says that it was an embedding: " + type);
    }
}

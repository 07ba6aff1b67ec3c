package io.facegate.service.secondapi;

import static io.facegate.testing.TestData.NO_FACE;
import static io.facegate.testing.TestData.OTHER_PERSON;
import static io.facegate.testing.TestData.PERSON;
import static io.facegate.testing.TestData.SAME_PERSON;
import static io.facegate.testing.TestData.SEVERAL_FACES;
import static io.facegate.testing.TestData.picture;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.service.database.DatabaseTestResource;
import io.facegate.testing.FormBody;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.Reply;
import io.facegate.testing.ServiceClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same use cases by another interface: its own shapes, and its own errors whoever finds them. */
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@SuppressWarnings("NullAway.Init") // injected
class SecondApiIT {
    @TestHTTPResource
    URI base;

    private final String key = "g" + UUID.randomUUID();
    private ServiceClient service;

    @BeforeEach
    void createGallery() {
        service = new ServiceClient(base);
        assertThat(service.post(
                                "/v1/galleries",
                                "application/json",
                                "{\"name\": \"%s\"}".formatted(key).getBytes(UTF_8))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void whoeverIsAddedIsRecognizedAndVerified() {
        JsonNode example = add("Gordon", SAME_PERSON);

        JsonNode recognized = post("recognize", PERSON).assertOk().json();
        JsonNode verified = post("subjects/Gordon/verify", PERSON).assertOk().json();

        assertThat(example.get("subject").asText()).isEqualTo("Gordon");
        assertThat(example.get("image_id").asText()).matches("[0-9]+");
        assertThat(recognized.at("/result/0/subjects/0/subject").asText()).isEqualTo("Gordon");
        assertThat(recognized.at("/result/0/box/probability").asDouble()).isGreaterThan(0.8);
        assertThat(recognized.at("/result/0/box/x_max").asInt())
                .isGreaterThan(recognized.at("/result/0/box/x_min").asInt());
        assertThat(verified.at("/result/0/similarity").asDouble()).isGreaterThan(0.38);
        assertThat(verified.at("/result/0/subject").asText()).isEqualTo("Gordon");
    }

    @Test
    void aStrangerIsNobodyAndAnExampleIsKeptOnce() {
        JsonNode first = add("Gordon", SAME_PERSON);

        assertThat(add("Gordon", SAME_PERSON)).isEqualTo(first);
        assertThat(post("recognize", OTHER_PERSON).assertOk().json().at("/result/0/subjects"))
                .isEmpty();
    }

    @Test
    void whatIsWrongWithAPictureHasACode() {
        add("Gordon", SAME_PERSON);

        assertError(post("recognize", NO_FACE), 400, 28);
        assertError(post("subjects/Gordon/verify", NO_FACE), 400, 28);
        assertError(post("faces?subject=Gordon", SEVERAL_FACES), 400, 31);
        assertError(post("recognize", new FormBody().file("file", "no picture".getBytes(UTF_8))), 400, 21);
        assertError(post("recognize", new FormBody().text("other", "x")), 400, 34);
    }

    @Test
    void whoeverIsNotKnownIsNotFound() {
        assertError(post("subjects/nobody/verify", PERSON), 404, 42);
        assertError(post("subjects/a%E2%80%8Bb/verify", PERSON), 404, 42);
        assertError(
                service.post(
                        OtherErrors.PATH + "/recognition/recognize",
                        new FormBody().file("file", picture(PERSON)),
                        ApiKey.HEADER,
                        "nowhere"),
                404,
                0);
        assertError(
                service.post(OtherErrors.PATH + "/recognition/recognize", new FormBody().file("file", picture(PERSON))),
                400,
                OtherErrors.NO_KEY);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /recognition/recognize, 404",
        "DELETE, /recognition/faces, 404",
        "POST, /nothing, 404",
        "OPTIONS, /nothing, 404",
        "GET, '', 404",
        "POST, /recognition/faces?subject=, 400",
        "POST, /recognition/recognize?unknown=1, 400",
        "GET, /recognition/a%2F..%2Fb, 400"
    })
    void whatNoResourceAnswersIsWrittenInItsFormatToo(String method, String path, int status) {
        Reply reply = service.method(method, OtherErrors.PATH + path);

        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertIsError(reply);
    }

    @Test
    void anotherContentTypeIsWrittenInItsFormatToo() {
        assertError(service.post(OtherErrors.PATH + "/recognition/recognize", "text/plain", new byte[] {1}), 400, 0);
        assertError(
                service.send(service.request(OtherErrors.PATH + "/recognition/recognize")
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofByteArray(new byte[] {1}))),
                400,
                0);
    }

    @Test
    void theFirstInterfaceKeepsItsFormat() {
        service.get("/v1/nothing").assertProblem(404, "not_found");
        service.get("/other/v11").assertProblem(404, "not_found");
    }

    private JsonNode add(String subject, String file) {
        Reply reply = post("faces?subject=" + subject, file);
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        return reply.json();
    }

    private Reply post(String path, String file) {
        return post(path, new FormBody().file("file", picture(file)));
    }

    private Reply post(String path, FormBody form) {
        return service.post(OtherErrors.PATH + "/recognition/" + path, form, ApiKey.HEADER, key);
    }

    private static void assertError(Reply reply, int status, int code) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertIsError(reply);
        assertThat(reply.json().get("code").asInt()).as(reply.body()).isEqualTo(code);
    }

    private static void assertIsError(Reply reply) {
        assertThat(reply.header("Content-Type")).startsWith("application/json");
        assertThat(reply.json().fieldNames()).toIterable().containsExactly("message", "code");
    }
}

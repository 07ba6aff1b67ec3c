package io.facegate.service;

import static io.facegate.service.testing.TestData.PERSON;
import static io.facegate.service.testing.TestData.picture;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.service.database.DatabaseTestResource;
import io.facegate.service.testing.FormBody;
import io.facegate.service.testing.NeedsModels;
import io.facegate.service.testing.Reply;
import io.facegate.service.testing.ServiceClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@Timeout(120)
class ProblemsIT {
    private static final int MIB = 1 << 20;

    @TestHTTPResource
    URI base;

    private ServiceClient service;

    @BeforeEach
    void connect() {
        service = new ServiceClient(base);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, 404, not_found",
        "GET, /nothing, 404, not_found",
        "POST, /v1/nothing, 404, not_found",
        "GET, /q/nothing, 404, not_found",
        "GET, /embedding, 405, method_not_allowed",
        "PUT, /compare, 405, method_not_allowed",
        "DELETE, /v1/detect, 405, method_not_allowed",
        "POST, /v1/models, 405, method_not_allowed",
        "PATCH, /v1/compare, 405, method_not_allowed"
    })
    void aWrongPathOrMethodIsAProblem(String method, String path, int status, String code) {
        service.method(method, path).assertProblem(status, code);
    }

    @ParameterizedTest
    @CsvSource({
        "/embedding, text/plain",
        "/embedding, application/json",
        "/embedding, image/gif",
        "/embedding, application/x-www-form-urlencoded",
        "/compare, image/jpeg",
        "/v1/compare, application/octet-stream"
    })
    void anotherContentTypeIsAProblem(String path, String contentType) {
        service.post(path, contentType, picture(PERSON)).assertProblem(415, "media_type_unsupported");
    }

    @Test
    void anUnreadBodyDoesNotDisturbTheNextRequest() {
        for (int i = 0; i < 5; i++) {
            service.post("/embedding", "text/plain", new byte[3 * MIB]).assertProblem(415, "media_type_unsupported");
            service.post("/nothing", "image/jpeg", new byte[3 * MIB]).assertProblem(404, "not_found");
            service.get("/v1/models").assertOk();
        }
    }

    @Test
    void anAnswerThatTheClientExcludesIsAProblem() {
        service.send(service.request("/embedding")
                        .header("Accept", "text/html")
                        .header("Content-Type", "image/jpeg")
                        .POST(BodyPublishers.ofByteArray(picture(PERSON))))
                .assertProblem(406, "not_acceptable");
    }

    @ParameterizedTest
    @CsvSource({
        "/embedding, file",
        "/v1/detect, file",
        "/v1/embeddings, file",
        "/compare, ref_embedding",
        "/v1/compare, reference"
    })
    void aMissingPartIsNamed(String path, String part) {
        Reply reply = service.post(path, new FormBody().text("unknown", "ignored"));

        assertThat(reply.assertProblem(400, "part_missing").json().get("part").asText())
                .isEqualTo(part);
    }

    @Test
    void anUnknownPartIsIgnored() {
        service.post("/embedding", new FormBody().text("note", "hello").file("file", picture(PERSON)))
                .assertOk();
    }

    @Test
    void aRepeatedPartIsAProblem() {
        service.post("/embedding", new FormBody().file("file", picture(PERSON)).file("file", picture(PERSON)))
                .assertProblem(400, "part_repeated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/embedding", "/v1/detect", "/v1/embeddings"})
    void anEmptyPictureIsAProblem(String path) {
        service.post(path, new FormBody().file("file", new byte[0])).assertProblem(400, "image_empty");
        service.post(path, "image/jpeg", new byte[0]).assertProblem(400, "image_empty");
        service.method("POST", path).assertProblem(400, "image_empty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "--XX\r\n",
                "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nends within",
                "--XX\r\nContent-Disposition: form-data; name\r\n\r\na\r\n--XX--\r\n"
            })
    void aDamagedFormIsAProblem(String body) {
        Reply reply = service.post("/embedding", "multipart/form-data; boundary=XX", body.getBytes(UTF_8));

        assertThat(reply.status()).isEqualTo(400);
        reply.assertProblem(400, reply.json().get("code").asText());
    }

    @Test
    void aFormWithoutBoundaryIsAProblem() {
        service.post("/embedding", "multipart/form-data", "hello".getBytes(UTF_8))
                .assertProblem(400, "request_malformed");
    }

    @Test
    void aPictureAboveItsLimitIsAProblem() {
        service.post("/embedding", "image/jpeg", new byte[10 * MIB + 1]).assertProblem(413, "image_too_large");
    }

    @Test
    void aBodyThatAnnouncesTooMuchIsRefusedUnread() throws IOException {
        assertThat(raw("POST /embedding HTTP/1.1\r\nHost: test\r\nContent-Type: image/jpeg\r\n"
                        + "Content-Length: 999999999999\r\n\r\n"))
                .startsWith("HTTP/1.1 413")
                .contains("application/problem+json")
                .contains("body_too_large")
                .containsIgnoringCase("connection: close");
    }

    @Test
    void aClientThatSendsTooMuchStillGetsTheAnswer() {
        service.post("/embedding", "image/jpeg", new byte[22 * MIB]).assertProblem(413, "body_too_large");
        service.get("/v1/models").assertOk();
    }

    @Test
    void aBodyThatProvesTooLargeIsAProblem() {
        service.postChunked("/embedding", "image/jpeg", new byte[22 * MIB]).assertProblem(413, "body_too_large");
    }

    @Test
    void aBodyOfUnknownLengthIsRead() {
        service.postChunked("/embedding", "image/jpeg", picture(PERSON)).assertOk();
        service.postIfWanted("/embedding", "image/jpeg", picture(PERSON)).assertOk();
    }

    @Test
    void aClientsRequestIdComesBackUnlessItIsDangerous() {
        Reply reply = service.send(
                service.request("/nothing").header("X-Request-Id", "login-42").GET());
        Reply forged = service.send(
                service.request("/nothing").header("X-Request-Id", "a b;c").GET());

        assertThat(reply.assertProblem(404, "not_found").header("X-Request-Id")).isEqualTo("login-42");
        assertThat(forged.assertProblem(404, "not_found").header("X-Request-Id"))
                .matches("[0-9a-f-]{36}");
    }

    @Test
    void whatAnUnexpectedExceptionSaysStaysInTheLog() {
        Reply reply = service.get("/test/failure").assertProblem(500, "internal");

        assertThat(reply.body()).doesNotContain("of nobody's business");
    }

    @Test
    void theServiceTellsWhatItServes() {
        Reply reply = service.get("/v1/models").assertOk();

        assertThat(reply.json().at("/detector/id").asText()).startsWith("mtcnn");
        assertThat(reply.json().at("/embedder/dimension").asInt()).isEqualTo(512);
        assertThat(reply.json().at("/decisions/access_granted/threshold").floatValue())
                .isEqualTo(0.38f);
        assertThat(reply.json().at("/decisions/email_verification/fmr").isNull())
                .isTrue();
    }

    @Test
    void theServiceIsAliveAndReadyAndDocumentsItself() {
        assertThat(service.get("/q/health/live").json().get("status").asText()).isEqualTo("UP");
        assertThat(service.get("/q/health/ready").body()).contains("models").contains("mtcnn");
        assertThat(service.get("/q/swagger-ui/").status()).isEqualTo(200);
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }
}

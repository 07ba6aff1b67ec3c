package io.facegate.service;

import static io.facegate.testing.TestData.PERSON;
import static io.facegate.testing.TestData.picture;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.service.database.DatabaseTestResource;
import io.facegate.service.testing.RawConnection;
import io.facegate.testing.FormBody;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.Reply;
import io.facegate.testing.ServiceClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
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

    @Inject
    ServiceClient service;

    @ParameterizedTest
    @CsvSource({
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
    @CsvSource(
            delimiter = '|',
            value = {
                "GET     | /embedding | POST",
                "PUT     | /compare | POST",
                "DELETE  | /v1/detect | POST",
                "HEAD    | /v1/detect | POST",
                "POST    | /v1/models | GET, HEAD",
                "PUT     | /v1/galleries | GET, HEAD, POST",
                "DELETE  | /v1/galleries | GET, HEAD, POST",
                "POST    | /v1/galleries/g | DELETE, GET, HEAD, PATCH",
                "GET     | /v1/galleries/g/identify | POST",
                "POST    | /v1/galleries/g/export | GET, HEAD",
                "GET     | /v1/galleries/g/import | POST",
                "PUT     | /v1/galleries/g/move | DELETE, GET, HEAD, POST",
                "GET     | /v1/galleries/g/move/finish | POST",
                "PUT     | /v1/galleries/g/identities | DELETE, GET, HEAD, POST",
                "POST    | /v1/galleries/g/identities/a | DELETE, GET, HEAD, PATCH",
                "GET     | /v1/galleries/g/identities/a/verify | POST",
                "DELETE  | /v1/galleries/g/identities/a/templates | GET, HEAD, POST",
                "GET     | /v1/galleries/g/identities/a/templates/1 | DELETE",
                "GET     | /v1/galleries/g/identify/ | POST"
            })
    void anotherMethodIsToldTheAllowedOnes(String method, String path, String allowed) {
        Reply reply = service.method(method, path);

        assertThat(reply.status()).as(reply.body()).isEqualTo(405);
        assertThat(reply.header("Allow")).isEqualTo(allowed);
        if (!method.equals("HEAD")) {
            reply.assertProblem(405, "method_not_allowed");
        }
        Reply options = service.method("OPTIONS", path);
        assertThat(options.status()).isEqualTo(204);
        assertThat(List.of(options.header("Allow").split(", ")))
                .contains("OPTIONS")
                .containsAll(List.of(allowed.split(", ")))
                .hasSize(allowed.split(", ").length + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/galleries/g/nothing", "/v1/galleries/g/identities/a/b/c", "/v1/detect/x", "/v2"})
    void noMethodIsAllowedWhereThereIsNothing(String path) {
        for (String method : List.of("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS")) {
            service.method(method, path).assertProblem(404, "not_found");
        }
    }

    @Test
    void theHeadOfAnAnswerIsTheSame() {
        Reply head = service.method("HEAD", "/v1/models");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Type")).startsWith("application/json");
        assertThat(head.body()).isEmpty();
    }

    @Test
    void aFormOfTooManyPartsIsToldTheLimit() {
        FormBody form = new FormBody();
        for (int i = 0; i < 17; i++) {
            form.file("picture", new byte[] {1});
        }

        assertThat(service.post("/embedding", form)
                        .assertProblem(413, "too_many_parts")
                        .json()
                        .get("detail")
                        .asText())
                .contains("16")
                .contains("facegate.uploads.maximum-parts");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/detect",
                "/compare",
                "/embedding",
                "/v1/galleries",
                "/v1/galleries/g/identify",
                "/v1/nothing"
            })
    void aContentTypeThatIsNoneIsAProblem(String path) throws IOException {
        for (String type : List.of("", " ", "image", "/", "image/", "a/b/c", "image/jpeg, image/png", ";")) {
            assertThat(RawConnection.ask(
                            base,
                            "POST %s HTTP/1.1\r\nHost: test\r\nContent-Type:%s\r\nContent-Length: 4\r\nConnection: close\r\n\r\nabcd"
                                    .formatted(path, type)))
                    .as(type)
                    .containsPattern("\\AHTTP/1.1 4(00|15|04) ")
                    .contains("application/problem+json");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/embedding, text/plain",
        "/embedding, application/json",
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
        "/embedding, picture",
        "/v1/detect, picture",
        "/v1/embeddings, picture",
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
        assertThat(RawConnection.ask(
                        base,
                        "POST /embedding HTTP/1.1\r\nHost: test\r\nContent-Type: image/jpeg\r\n"
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
        // relative, so that a proxy may put a prefix before the path
        assertThat(service.get("/q/swagger-ui/").body()).contains("url: '../openapi'");
        assertThat(service.get("/q/swagger-ui").header("Location")).isEqualTo("swagger-ui/");
        assertThat(service.get("/q/openapi?format=json")
                        .json()
                        .at("/servers/0/url")
                        .asText())
                .isEqualTo("..");
    }
}

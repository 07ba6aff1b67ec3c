package io.facegate.service.metrics;

import static io.facegate.testing.TestData.NO_FACE;
import static io.facegate.testing.TestData.OTHER_PERSON;
import static io.facegate.testing.TestData.PERSON;
import static io.facegate.testing.TestData.picture;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.service.database.DatabaseTestResource;
import io.facegate.testing.FormBody;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.Reply;
import io.facegate.testing.ServiceClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a scrape sees after requests of every kind. */
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@Timeout(120)
class MetricsIT {
    private static final String ENROLLED = "faces/lfw/images/Abdullah_Gul/Abdullah_Gul_0001.jpg";
    private static final String ENROLLED_AGAIN = "faces/lfw/images/Abdullah_Gul/Abdullah_Gul_0002.jpg";
    private static final String GALLERY = "hushhush-gallery";
    private static final String SUBJECT = "hushhush-anna";
    private static final String SECRET = "hushhush";
    private static final String GALLERY_PATH = "/v1/galleries/" + GALLERY;
    private static final String SUBJECT_PATH = GALLERY_PATH + "/identities/" + SUBJECT;

    @TestHTTPResource
    @SuppressWarnings("NullAway.Init") // injected
    URI base;

    @SuppressWarnings("NullAway.Init") // set before each test
    private ServiceClient service;

    @BeforeEach
    void enrol() {
        service = new ServiceClient(base);
        postJson("/v1/galleries", "{\"name\": \"%s\"}".formatted(GALLERY));
        postJson(
                GALLERY_PATH + "/identities",
                "{\"external_id\": \"%s\", \"display_name\": \"hushhush name\"}".formatted(SUBJECT));
        service.post(SUBJECT_PATH + "/templates?face=largest", "image/jpeg", picture(ENROLLED))
                .assertOk();
    }

    @ParameterizedTest
    @ValueSource(strings = {"decode", "detect", "align", "quality", "embed"})
    void eachStageIsTimedOnceForAPicture(String stage) {
        String tag = "stage=\"%s\"".formatted(stage);
        Exposition before = Exposition.of(service);

        service.post("/embedding", new FormBody().file("file", picture(PERSON))).assertOk();

        Exposition after = Exposition.of(service);
        assertThat(after.value("face_inference_seconds_count", tag) - before.value("face_inference_seconds_count", tag))
                .isEqualTo(1);
        assertThat(after.value("face_inference_seconds_sum", tag))
                .isGreaterThan(before.value("face_inference_seconds_sum", tag));
        assertThat(after.value("face_inference_seconds_bucket", tag, "le=\"+Inf\""))
                .isEqualTo(after.value("face_inference_seconds_count", tag));
    }

    @Test
    void aRejectedPictureIsTimedAsFarAsItCame() {
        Exposition before = Exposition.of(service);

        service.post("/embedding", new FormBody().file("file", picture(NO_FACE)))
                .assertProblem(422, "no_face");

        Exposition after = Exposition.of(service);
        assertThat(increase(before, after, "face_inference_seconds_count", "stage=\"detect\""))
                .isEqualTo(1);
        assertThat(increase(before, after, "face_inference_seconds_count", "stage=\"embed\""))
                .isZero();
    }

    @Test
    void theQueueIsShownWithItsCapacity() {
        Exposition idle = Exposition.of(service);

        assertThat(idle.value("face_inference_queue_depth")).isZero();
        assertThat(idle.value("face_inference_queue_capacity")).isEqualTo(64);
    }

    @Test
    void decisionsAreCountedByOutcome() {
        Exposition before = Exposition.of(service);
        service.post(SUBJECT_PATH + "/verify", "image/jpeg", picture(ENROLLED_AGAIN))
                .assertOk();
        service.post(SUBJECT_PATH + "/verify", "image/jpeg", picture(OTHER_PERSON))
                .assertOk();
        service.post(SUBJECT_PATH + "/verify", "image/jpeg", picture(NO_FACE)).assertProblem(422, "no_face");
        service.post(GALLERY_PATH + "/identify", "image/jpeg", picture(ENROLLED_AGAIN))
                .assertOk();
        service.post(GALLERY_PATH + "/identify", "image/jpeg", picture(OTHER_PERSON))
                .assertOk();
        service.post(
                        "/v1/compare",
                        new FormBody().file("reference", picture(PERSON)).file("probe", picture(OTHER_PERSON)))
                .assertOk();

        Exposition after = Exposition.of(service);
        assertThat(decided(before, after, "verification", "access_granted")).isEqualTo(1);
        assertThat(decided(before, after, "verification", "access_denied")).isEqualTo(1);
        assertThat(decided(before, after, "verification", "email_verification")).isZero();
        assertThat(decided(before, after, "identification", "identified")).isEqualTo(1);
        assertThat(decided(before, after, "identification", "unknown")).isEqualTo(1);
        assertThat(decided(before, after, "compare", "access_denied")).isEqualTo(1);
    }

    @Test
    void theTemplateStoreIsTimedByOperation() {
        Exposition before = Exposition.of(service);
        service.post(GALLERY_PATH + "/identify", "image/jpeg", picture(ENROLLED_AGAIN))
                .assertOk();
        service.post(SUBJECT_PATH + "/verify", "image/jpeg", picture(ENROLLED_AGAIN))
                .assertOk();
        service.post(SUBJECT_PATH + "/templates?face=largest", "image/jpeg", picture(ENROLLED_AGAIN))
                .assertOk();

        Exposition after = Exposition.of(service);
        for (String operation : List.of("search", "compare", "count", "find")) {
            assertThat(increase(before, after, "face_database_seconds_count", "operation=\"%s\"".formatted(operation)))
                    .as(operation)
                    .isPositive();
        }
        assertThat(after.value("face_database_seconds_count", "operation=\"enrol\""))
                .isPositive();
    }

    @Test
    void requestsAreTimedByTheTemplateOfTheirPath() {
        service.post(SUBJECT_PATH + "/verify", "image/jpeg", picture(PERSON)).assertOk();

        assertThat(Exposition.of(service)
                        .value(
                                "http_server_requests_seconds_bucket",
                                "uri=\"/v1/galleries/{gallery}/identities/{external_id}/verify\"",
                                "method=\"POST\"",
                                "status=\"200\"",
                                "le=\"30.0\""))
                .isPositive();
    }

    @Test
    void noRequestLeavesASubjectOrAGalleryInAMetric() throws Exception {
        byte[] large = new byte[22 << 20];
        service.post(SUBJECT_PATH + "/verify", "image/jpeg", picture(PERSON)).assertOk();
        service.get(SUBJECT_PATH).assertOk();
        service.get(GALLERY_PATH + "/identities/hushhush-nobody");
        service.get("/v1/galleries/hushhush-nothing");
        service.get("/v1/galleries/HUSHHUSH%20name");
        service.get(GALLERY_PATH + "/hushhush");
        service.get("/hushhush");
        service.get("/q/hushhush");
        service.get(GALLERY_PATH + "?name=hushhush").assertProblem(400, "parameter_invalid");
        service.method("PUT", SUBJECT_PATH);
        service.method("PUT", GALLERY_PATH + "/identify");
        service.post(SUBJECT_PATH + "/verify", "text/hushhush", new byte[10]);
        service.post(SUBJECT_PATH + "/verify", "image/jpeg", large).assertProblem(413, "body_too_large");
        service.postChunked(SUBJECT_PATH + "/verify", "image/jpeg", large).assertProblem(413, "body_too_large");
        raw(
                "POST %s/verify HTTP/1.1\r\nHost: test\r\nExpect: 100-continue\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n"
                        .formatted(SUBJECT_PATH, large.length));
        service.post("/hushhush/1", "image/jpeg", large);
        raw("HUSHHUSH %s HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n".formatted(SUBJECT_PATH));
        raw("GET %s/../%s HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n".formatted(GALLERY_PATH, GALLERY));
        raw("GET //hushhush//%s/ HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n".formatted(SUBJECT));
        raw("GET /v1/galleries/%7Bhushhush%7D/x HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n");
        raw(
                "OPTIONS %s HTTP/1.1\r\nHost: hushhush\r\nOrigin: http://hushhush\r\nAccess-Control-Request-Method: GET\r\nConnection: close\r\n\r\n"
                        .formatted(SUBJECT_PATH));
        abandon("POST %s/verify HTTP/1.1\r\nHost: test\r\nContent-Type: image/jpeg\r\nContent-Length: 1000\r\n\r\n"
                .formatted(SUBJECT_PATH));
        Thread.sleep(500); // the service has to see that it was left

        Exposition scrape = Exposition.of(service);
        assertThat(scrape.text()).doesNotContainIgnoringCase(SECRET).doesNotContain("secret-name");
        assertThat(scrape.value("http_server_requests_seconds_count", "uri=\"UNMATCHED\""))
                .as("it isn't vain: there were such paths")
                .isPositive();
    }

    private static double decided(Exposition before, Exposition after, String operation, String outcome) {
        return increase(
                before,
                after,
                "face_decisions_total",
                "operation=\"%s\"".formatted(operation),
                "outcome=\"%s\"".formatted(outcome));
    }

    private static double increase(Exposition before, Exposition after, String name, String... tags) {
        return after.value(name, tags) - before.value(name, tags);
    }

    private void raw(String request) throws IOException {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
                    .startsWith("HTTP/1.1 ");
        }
    }

    /** Sends a part of the body, and goes. */
    private void abandon(String request) throws IOException {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.getOutputStream().write((request + "part").getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
        }
    }

    private void postJson(String path, String json) {
        Reply reply = service.post(path, "application/json", json.getBytes(UTF_8));
        assertThat(reply.status()).as(reply.body()).isIn(201, 409);
    }
}

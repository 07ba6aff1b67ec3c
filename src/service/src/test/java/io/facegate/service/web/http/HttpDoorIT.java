package io.facegate.service.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegate.service.testing.RawConnection;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.PostgresServer;
import io.facegate.testing.Reply;
import io.facegate.testing.ServiceClient;
import io.facegate.testing.ServiceProcess;
import io.facegate.testing.TestData;
import io.facegate.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is sent to the packaged service, it answers with what it documents, and goes on. */
@NeedsModels
@SuppressWarnings("NullAway.Init") // JUnit sets them
class HttpDoorIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private static TestDatabase database;
    private static ServiceProcess process;
    private static ServiceClient service;
    private static URI base;

    @BeforeAll
    static void start() throws IOException {
        database = PostgresServer.shared().newDatabase().migrate();
        process = ServiceProcess.start(
                folder,
                TestData.models(),
                database,
                "facegate.decision.grant-threshold=0.38",
                "facegate.decision.step-up-threshold=0.28");
        service = process.client();
        base = service.base();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        process.kill();
        database.close();
    }

    /** What is no proper HTTP/1.1 is refused with a problem, and the connection closed. */
    @Nested
    class OfBytes {
        /** {@code N} is a line's end. */
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "two hosts             | GET /v1/models HTTP/1.1NHost: aNHost: bNN",
                    "the same host twice   | GET /v1/models HTTP/1.1NHost: aNHost: aNN",
                    "no host               | GET /v1/models HTTP/1.1NN",
                    "a host that is none   | GET /v1/models HTTP/1.1NHost: a bNN",
                    "unknown coding        | POST /v1/galleries HTTP/1.1NHost: aNTransfer-Encoding: xchunkedNContent-Length: 2NN{}",
                    "unknown coding alone  | POST /v1/galleries HTTP/1.1NHost: aNTransfer-Encoding: gzipNN0NN",
                    "chunked not last      | POST /v1/galleries HTTP/1.1NHost: aNTransfer-Encoding: chunked, gzipNN0NN",
                    "gzip and chunked      | POST /v1/galleries HTTP/1.1NHost: aNTransfer-Encoding: gzip, chunkedNN0NN",
                    "chunked twice         | POST /v1/galleries HTTP/1.1NHost: aNTransfer-Encoding: chunkedNTransfer-Encoding: chunkedNN0NN",
                    "identity              | POST /v1/galleries HTTP/1.1NHost: aNTransfer-Encoding: identityNContent-Length: 2NN{}",
                    "coding and length     | POST /v1/galleries HTTP/1.1NHost: aNTransfer-Encoding: chunkedNContent-Length: 2NN0NN",
                    "length and coding     | POST /v1/galleries HTTP/1.1NHost: aNContent-Length: 2NTransfer-Encoding: chunkedNN0NN",
                    "coding in HTTP/1.0    | POST /v1/galleries HTTP/1.0NHost: aNTransfer-Encoding: chunkedNN0NN",
                    "two lengths           | POST /v1/galleries HTTP/1.1NHost: aNContent-Length: 2NContent-Length: 3NN{}",
                    "a length with a sign  | POST /v1/galleries HTTP/1.1NHost: aNContent-Length: +2NN{}",
                    "a negative length     | POST /v1/galleries HTTP/1.1NHost: aNContent-Length: -2NN{}",
                    "a length in letters   | POST /v1/galleries HTTP/1.1NHost: aNContent-Length: twoNN{}",
                    "bad chunk size        | POST /v1/galleries HTTP/1.1NHost: aNContent-Type: application/jsonNTransfer-Encoding: chunkedNNzzN{}N0NN",
                    "negative chunk size   | POST /v1/galleries HTTP/1.1NHost: aNContent-Type: application/jsonNTransfer-Encoding: chunkedNN-1N{}N0NN",
                    "chunk without its end | POST /v1/galleries HTTP/1.1NHost: aNContent-Type: application/jsonNTransfer-Encoding: chunkedNN2N{}0NN",
                    "bad import framing    | POST /v1/galleries/g/import HTTP/1.1NHost: aNContent-Type: application/x-ndjsonNTransfer-Encoding: chunkedNNzzN{}N0NN",
                    "bad detect framing    | POST /v1/detect HTTP/1.1NHost: aNContent-Type: image/jpegNTransfer-Encoding: chunkedNN2NabN zN0NN",
                    "no request            | hello there, how are youNN",
                    "a name with a space   | GET /v1/models HTTP/1.1NHost: aNX y: zNN",
                    "space before a colon  | GET /v1/models HTTP/1.1NHost: aNX : zNN",
                    "a header without name | GET /v1/models HTTP/1.1NHost: aN: zNN",
                    "another protocol      | GET /v1/models FTP/1.1NHost: aNN",
                    "control in the target | GET /v1/mod\u0001els HTTP/1.1NHost: aNN",
                    "NUL in a header       | GET /v1/models HTTP/1.1NHost: aNX: a\u0000bNN"
                })
        void aRequestThatIsNoneIsRefused(String what, String request) throws IOException {
            try (RawConnection connection = new RawConnection(base)) {
                connection.send(request.replace("N", "\r\n"));

                assertThat(problem(connection.answer(false)).get("status").asInt())
                        .as(what)
                        .isEqualTo(400);
                assertThat(connection.isClosed()).as(what).isTrue();
            }
            service.get("/v1/models").assertOk();
        }

        @Test
        void whatIsTooLongIsToldSo() throws IOException {
            String address =
                    RawConnection.ask(base, "GET /%s HTTP/1.1\r\nHost: a\r\n\r\n".formatted("a".repeat(100_000)));
            String header = RawConnection.ask(
                    base, "GET /v1/models HTTP/1.1\r\nHost: a\r\nX: %s\r\n\r\n".formatted("a".repeat(100_000)));

            assertThat(problem(address).get("code").asText()).isEqualTo("address_too_long");
            assertThat(problem(header).get("code").asText()).isEqualTo("headers_too_large");
        }

        @Test
        void requestsThatComeByteByByteOrAllAtOnceAreServed() throws IOException {
            String request = "GET /v1/models HTTP/1.1\r\nHost: a\r\n\r\n";
            try (RawConnection connection = new RawConnection(base)) {
                for (char each : request.toCharArray()) {
                    connection.send(String.valueOf(each));
                }
                assertThat(connection.answer(false)).startsWith("HTTP/1.1 200");
                connection.send(request.repeat(3));
                for (int i = 0; i < 3; i++) {
                    assertThat(connection.answer(false)).startsWith("HTTP/1.1 200");
                }
                connection.send(
                        "HEAD /v1/models HTTP/1.1\r\nHost: a\r\n\r\n" + "HEAD /v1/detect HTTP/1.1\r\nHost: a\r\n\r\n");
                assertThat(connection.answer(true)).startsWith("HTTP/1.1 200");
                assertThat(connection.answer(true)).startsWith("HTTP/1.1 405");
                connection.send(request);
                assertThat(connection.answer(false)).startsWith("HTTP/1.1 200");
            }
        }

        private JsonNode problem(String answer) throws IOException {
            assertThat(answer)
                    .containsIgnoringCase("content-type: application/problem+json")
                    .containsIgnoringCase("x-request-id: ");
            return JSON.readTree(answer.substring(answer.indexOf("\r\n\r\n")));
        }
    }

    /**
     * The same seed makes the same requests; {@code -Dfacegate.fuzz.requests=100000 -Dfacegate.fuzz.seed=7} makes more of
     * them, or others.
     */
    @Nested
    class OfMadeUpRequests {
        private static final int REQUESTS = Integer.getInteger("facegate.fuzz.requests", 3000);
        private static final long SEED = Long.getLong("facegate.fuzz.seed", 1);
        private static final Pattern STATUS = Pattern.compile("\\AHTTP/1\\.[01] (\\d{3}) ");

        /** What most requests are about. */
        private static final String TARGET = "target";

        private final String gallery = "fuzz-" + UUID.randomUUID();

        @BeforeEach
        void createGallery() {

            assertThat(post("/v1/galleries", JSON.createObjectNode().put("name", gallery))
                            .status())
                    .isEqualTo(201);
            assertThat(post(identities(), JSON.createObjectNode().put("external_id", "anna"))
                            .status())
                    .isEqualTo(201);
        }

        @Test
        void noRequestIsAnsweredByAFailure() throws IOException {
            FuzzRequests requests = new FuzzRequests(new SplittableRandom(SEED), TARGET);
            Map<Integer, Integer> statuses = new TreeMap<>();

            for (int i = 0; i < REQUESTS; i++) {
                if (i % 200 == 0) { // the requests may have deleted it
                    post("/v1/galleries", JSON.createObjectNode().put("name", TARGET));
                    post(
                            "/v1/galleries/%s/identities".formatted(TARGET),
                            JSON.createObjectNode().put("external_id", "anna"));
                }
                FuzzRequests.Request request = requests.next();
                String answer = ask(request);
                statuses.merge(checked(request.bytes(), answer), 1, Integer::sum);
            }

            System.out.printf("%d requests by seed %d: %s%n", REQUESTS, SEED, statuses);
            assertThat(statuses).containsKeys(200, 400, 404);
            assertThat(service.get("/q/health/live").status()).isEqualTo(200);
            service.get("/v1/galleries/%s/identities/anna".formatted(gallery)).assertOk();
        }

        @Test
        void anIdIsRefusedOrReachesItsPersonAlone() {
            FuzzText texts = new FuzzText(new SplittableRandom(SEED));
            for (int i = 0; i < REQUESTS / 10; i++) {
                String id = texts.next();
                Reply created = post(identities(), JSON.createObjectNode().put("external_id", id));
                if (created.status() == 400 || created.status() == 409) {
                    continue;
                }
                assertThat(created.status()).as(id).isEqualTo(201);
                String kept = created.json().get("external_id").asText();
                String path =
                        identities() + "/" + URLEncoder.encode(kept, UTF_8).replace("+", "%20");
                assertThat(service.get(path)
                                .assertOk()
                                .json()
                                .get("external_id")
                                .asText())
                        .isEqualTo(kept);
                assertThat(service.get(identities() + "/"
                                        + URLEncoder.encode(id, UTF_8).replace("+", "%20"))
                                .status())
                        .as(id)
                        .isEqualTo(200);
                post(identities(), JSON.createObjectNode().put("external_id", kept))
                        .assertProblem(409, "already_exists");
                service.send(service.request(path)
                                .header("Content-Type", "application/json")
                                .method("PATCH", BodyPublishers.ofString("{\"display_name\": \"renamed\"}")))
                        .assertOk();
                assertThat(service.method("DELETE", path).status()).isEqualTo(204);
                service.get(path).assertProblem(404, "identity_not_found");
            }
            assertThat(service.get(identities()).assertOk().json().get("identities"))
                    .hasSize(1);
        }

        private String ask(FuzzRequests.Request request) throws IOException {
            try (RawConnection connection = new RawConnection(base)) {
                connection.send(request.bytes());
                if (!request.whole()) {
                    connection.endOfRequests();
                }
                return connection.answer(request.bytes().startsWith("HEAD"));
            }
        }

        /** Its status; 0 if none came, because the request may lack its end. */
        private int checked(String request, String answer) throws IOException {
            String both = "%s%n%s".formatted(request, answer);
            Matcher line = STATUS.matcher(answer);
            if (!line.find()) {
                assertThat(answer).as(both).isEmpty();
                return 0;
            }
            int status = Integer.parseInt(line.group(1));
            assertThat(status).as(both).isNotIn(500, 501, 502, 504, 505);
            if (status >= 400 && !request.startsWith("HEAD")) {
                assertThat(answer).as(both).containsIgnoringCase("content-type: application/problem+json");
                JsonNode problem = JSON.readTree(answer.substring(answer.indexOf("\r\n\r\n")));
                assertThat(problem.path("status").asInt()).as(both).isEqualTo(status);
                assertThat(problem.path("code").asText()).as(both).isNotEmpty();
                assertThat(problem.path("detail").asText())
                        .as(both)
                        .isNotEmpty()
                        .doesNotContain("Exception");
            }
            return status;
        }

        private String identities() {
            return "/v1/galleries/%s/identities".formatted(gallery);
        }

        private Reply post(String path, ObjectNode body) {
            return service.post(path, "application/json", body.toString().getBytes(UTF_8));
        }
    }
}

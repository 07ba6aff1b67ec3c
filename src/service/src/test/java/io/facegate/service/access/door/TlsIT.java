package io.facegate.service.access.door;

import static io.facegate.testing.TestData.PERSON;
import static io.facegate.testing.TestData.picture;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.service.testing.Eventually;
import io.facegate.service.testing.RawConnection;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.PostgresServer;
import io.facegate.testing.Reply;
import io.facegate.testing.ServiceClient;
import io.facegate.testing.ServiceProcess;
import io.facegate.testing.TestData;
import io.facegate.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service with certificates, and clients that really connect. */
@NeedsModels
@Timeout(400)
@SuppressWarnings("NullAway.Init") // set before all tests
class TlsIT {
    private static final int CONNECTIONS = 12;

    @TempDir
    static Path folder;

    private static TestDatabase database;
    private static Path serverKeys;
    private static Path clientKeys;
    private static Path strangersKeys;
    private static Path trustInServer;
    private static Path trustInClient;

    @BeforeAll
    static void makeCertificates() throws Exception {
        database = PostgresServer.shared().newDatabase().migrate();
        Certificates certificates = new Certificates(folder);
        serverKeys = certificates.keys("server");
        clientKeys = certificates.keys("client");
        strangersKeys = certificates.keys("stranger");
        trustInServer = certificates.trustIn(serverKeys);
        trustInClient = certificates.trustIn(clientKeys);
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    /** TLS, with a port for plain HTTP that leads there. */
    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class OfTheService {
        private ServiceProcess process;
        private URI base;
        private ServiceClient client;

        @BeforeAll
        void start() throws Exception {
            process = service(
                    "quarkus.http.insecure-requests=redirect",
                    "facegate.connections.maximum=" + CONNECTIONS,
                    "facegate.connections.head=2S",
                    "facegate.uploads.duration=4S");
            base = process.address("https");
            client = new ServiceClient(base, context(null));
        }

        @AfterAll
        void stop() {
            process.close();
        }

        @Test
        void whoTrustsItsCertificateIsServedAndIsToldToComeByTlsAlone() throws Exception {
            Reply reply = client.get("/v1/models").assertOk();

            assertThat(reply.header("Strict-Transport-Security")).isEqualTo("max-age=31536000");
            client.post("/v1/detect", "image/jpeg", picture(PERSON)).assertOk();
            client.get("/nothing").assertProblem(404, "not_found");
            assertThatThrownBy(() -> new ServiceClient(base, SSLContext.getDefault()).get("/v1/models"))
                    .as("who doesn't")
                    .hasCauseInstanceOf(SSLException.class);
            HttpClient http2 = HttpClient.newBuilder().sslContext(context(null)).build();
            assertThat(http2.send(
                            HttpRequest.newBuilder(base.resolve("/v1/models")).build(), BodyHandlers.ofString()))
                    .satisfies(answer -> {
                        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
                        assertThat(answer.statusCode()).isEqualTo(200);
                    });
        }

        @Test
        void plainHttpLeadsToTlsAndMakesNoPromise() {
            Reply reply = new ServiceClient(process.address("http")).get("/v1/models");

            assertThat(reply.status()).isEqualTo(301);
            assertThat(reply.header("Location")).startsWith("https://");
            assertThat(reply.header("Strict-Transport-Security")).isEmpty();
        }

        /** The door reads strictly what is encrypted, too. */
        @Test
        void aRequestWithTwoEndsIsRefusedThoughItComesWithTheEndOfTheHandshake() throws Exception {
            String twoEnds =
                    "POST /v1/galleries HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";

            assertThat(sentWithTheHandshake(twoEnds)).startsWith("HTTP/1.1 400").contains("request_malformed");
            assertThat(encrypted().send(twoEnds).answer(false)).startsWith("HTTP/1.1 400");
        }

        @Test
        void aBodyThatComesWithTheEndOfTheHandshakeAndAfterItIsRead() throws Exception {
            byte[] picture = picture(PERSON);
            HeldSocket held = new HeldSocket(base.getHost(), base.getPort());
            try (RawConnection connection = over(held)) {
                connection.sendHead("POST", "/v1/detect", "image/jpeg", "Content-Length: " + picture.length);
                held.letGo();
                connection.send(picture);

                assertThat(connection.answer(false)).startsWith("HTTP/1.1 200");
            }
        }

        @Test
        void whatIsTooLargeOrTooSlowIsRefused() throws Exception {
            assertThat(encrypted()
                            .send("GET /v1/models HTTP/1.1\r\nHost: a\r\nX: %s\r\n\r\n".formatted("a".repeat(100_000)))
                            .answer(false))
                    .startsWith("HTTP/1.1 431");
            assertThat(encrypted().send("GET /v1/models HTTP/1.1\r\n").drip("X", Duration.ofMillis(500)))
                    .doesNotContain("200");
            try (RawConnection slow = encrypted()) {
                slow.sendHead("POST", "/v1/detect", "image/jpeg", "Content-Length: 1000");
                assertThat(slow.drip("a", Duration.ofSeconds(1))).startsWith("HTTP/1.1 408");
            }
        }

        @Test
        void oneConnectionMoreThanThereMayBeIsClosed() throws Exception {
            SSLContext tls = context(null);
            List<Socket> open = new ArrayList<>();
            try {
                for (int i = 0; i < CONNECTIONS + 2; i++) {
                    open.add(new Socket(base.getHost(), process.address("http").getPort())); // silent ones count
                }
                Eventually.until("two of them are closed, whichever came last", () -> closed(open) >= 2);
            } finally {
                for (Socket socket : open) {
                    socket.close();
                }
            }
            Eventually.until("there is room again", () -> {
                try {
                    return new ServiceClient(base, tls).get("/v1/models").status() == 200;
                } catch (UncheckedIOException e) {
                    return false;
                }
            });
            assertThat(new ServiceClient(base, context(null)).get("/q/metrics").body())
                    .containsPattern("face_refused_connections_total [1-9]")
                    .contains("face_open_connections ");
        }

        private static long closed(List<Socket> sockets) {
            return sockets.stream().filter(OfTheService::isClosed).count();
        }

        /** By the other side, which never sends anything. */
        private static boolean isClosed(Socket socket) {
            try {
                socket.setSoTimeout(20);
                return socket.getInputStream().read() < 0;
            } catch (SocketTimeoutException open) {
                return false;
            } catch (IOException reset) {
                return true;
            }
        }

        private String sentWithTheHandshake(String request) throws Exception {
            HeldSocket held = new HeldSocket(base.getHost(), base.getPort());
            try (RawConnection connection = over(held)) {
                connection.send(request);
                held.letGo();
                return connection.answer(false);
            }
        }

        private RawConnection encrypted() throws Exception {
            return new RawConnection(context(null).getSocketFactory().createSocket(base.getHost(), base.getPort()));
        }

        private RawConnection over(HeldSocket held) throws Exception {
            SSLSocket socket = (SSLSocket)
                    context(null).getSocketFactory().createSocket(held, base.getHost(), base.getPort(), true);
            socket.startHandshake();
            return new RawConnection(socket);
        }
    }

    /** TLS of both sides, and no other port. */
    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class OfTheClientToo {
        private ServiceProcess process;
        private URI base;

        @BeforeAll
        void start() throws Exception {
            process = service(
                    "quarkus.http.insecure-requests=disabled",
                    "facegate.tls.client-certificates=required",
                    "facegate.tls.strict-transport=0S",
                    "facegate.audit.tell-every=1S",
                    "quarkus.http.ssl.certificate.trust-store-file=" + trustInClient,
                    "quarkus.http.ssl.certificate.trust-store-password=" + Certificates.PASSWORD);
            base = process.address("https");
        }

        @AfterAll
        void stop() {
            process.close();
        }

        @Test
        void onlyWhoHasACertificateThatIsTrustedIsServed() throws Exception {
            Reply reply = new ServiceClient(base, context(clientKeys))
                    .get("/v1/models")
                    .assertOk();

            assertThat(reply.header("Strict-Transport-Security")).isEmpty();
            assertRefused(new ServiceClient(base, context(null)));
            assertRefused(new ServiceClient(base, context(strangersKeys)));
        }

        /** It begins when a port is open, and no other one will be. */
        @Test
        void thereIsUpkeep() throws Exception {
            Reply reply = new ServiceClient(base, context(clientKeys))
                    .post("/v1/galleries", "application/json", "{\"name\": \"staff\"}".getBytes(UTF_8));

            assertThat(reply.status()).isEqualTo(201);

            Eventually.until(
                    "the log has the head of the audit", () -> process.log().contains("The audit is sealed up to "));
        }

        @Test
        void thereIsNoPlainPort() {
            assertThat(process.log()).doesNotContain("http://");
            assertThatThrownBy(() -> RawConnection.ask(base, "GET /v1/models HTTP/1.1\r\nHost: a\r\n\r\n")
                            .substring(0, "HTTP/1.1 200".length()))
                    .isInstanceOfAny(IndexOutOfBoundsException.class, IOException.class);
        }

        private static void assertRefused(ServiceClient client) {
            assertThatThrownBy(() -> client.get("/v1/models"))
                    .isInstanceOf(UncheckedIOException.class)
                    .satisfies(failure -> assertThat(failure.getCause())
                            .isNotInstanceOf(ConnectException.class)
                            .isInstanceOfAny(SSLException.class, IOException.class));
        }
    }

    /** What would leave a door open that somebody thinks is closed. */
    @Nested
    class AtTheStart {
        @Test
        void aCertificateAndNoWordAboutPlainRequestsIsRefused() throws Exception {
            assertRefuses(
                    service(),
                    "would take keys and pictures in clear too",
                    "QUARKUS_HTTP_INSECURE_REQUESTS",
                    "disabled");
        }

        @Test
        void clientCertificatesThatNothingSaysWhomToTrustForAreRefused() throws Exception {
            assertRefuses(
                    service("quarkus.http.insecure-requests=disabled", "facegate.tls.client-certificates=required"),
                    "whose client certificates are trusted",
                    "TRUST_STORE_FILE");
        }

        @Test
        void quarkusReadingOfForwardedHeadersIsRefused() throws Exception {
            assertRefuses(
                    service("quarkus.http.proxy.proxy-address-forwarding=true"),
                    "clients could say themselves which address they have",
                    "FACEGATE_CONNECTIONS_TRUSTED_PROXIES");
        }

        private static void assertRefuses(ServiceProcess service, String... parts) throws InterruptedException {
            try (service) {
                assertThat(service.exitStatus()).isEqualTo(1);
                assertThat(service.log()).contains(parts).doesNotContain("\tat ");
            }
        }
    }

    private static SSLContext context(@Nullable Path own) throws Exception {
        return Certificates.client(trustInServer, own);
    }

    private static ServiceProcess service(String... settings) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                "quarkus.http.ssl-port=0",
                "quarkus.http.ssl.certificate.key-store-file=" + serverKeys,
                "quarkus.http.ssl.certificate.key-store-password=" + Certificates.PASSWORD,
                "facegate.decision.grant-threshold=0.38",
                "facegate.decision.step-up-threshold=0.28"));
        all.addAll(List.of(settings));
        return ServiceProcess.start(
                Files.createTempDirectory(folder, "service"), TestData.models(), database, all.toArray(String[]::new));
    }
}

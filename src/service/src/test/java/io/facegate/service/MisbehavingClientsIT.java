package io.facegate.service;

import static io.facegate.testing.TestData.PERSON;
import static io.facegate.testing.TestData.picture;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.service.testing.Eventually;
import io.facegate.service.testing.RawConnection;
import io.facegate.testing.FormBody;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.PostgresServer;
import io.facegate.testing.ServiceClient;
import io.facegate.testing.ServiceProcess;
import io.facegate.testing.TestData;
import io.facegate.testing.TestDatabase;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that are slow, and clients that ask for what can't be, at the packaged service; and what it logs of them. */
@NeedsModels
@Timeout(300)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MisbehavingClientsIT {
    private static final String JSON = "application/json";
    private static final int EXPORTS = 4;

    @TempDir
    static Path folder;

    private static TestDatabase database;
    private static ServiceProcess process;
    private static ServiceClient service;

    @BeforeAll
    static void start() throws IOException {
        database = PostgresServer.shared().newDatabase();
        process = ServiceProcess.start(
                folder,
                TestData.models(),
                database,
                "facegate.decision.grant-threshold=0.38",
                "facegate.decision.step-up-threshold=0.28",
                "facegate.connections.head=1S",
                "facegate.connections.unread=2S",
                "facegate.uploads.silence=2S",
                "facegate.exports.concurrent=" + EXPORTS);
        service = process.client();
    }

    @AfterAll
    static void stop() {
        process.close();
        database.close();
    }

    @Test
    void aHeadThatDripsIsCut() throws IOException {
        double before = slowClients("head");
        try (RawConnection client = new RawConnection(service.base())) {
            client.send("GET /q/health/live HTTP/1.1\r\n");

            assertThat(client.drip("X-Slow: 1\r\n", Duration.ofMillis(100))).isEmpty();
        }
        assertThat(slowClients("head")).isEqualTo(before + 1);
    }

    @Test
    void aHeadThatDripsAfterAnotherRequestIsCut() throws IOException {
        try (RawConnection client = new RawConnection(service.base())) {
            client.send("GET /v1/models HTTP/1.1\r\nHost: test\r\n\r\n");
            assertThat(client.readLine()).isEqualTo("HTTP/1.1 200 OK");

            client.send("GET /v1/models HTTP/1.1\r\n");
            assertThat(client.drip("X-Slow: 1\r\n", Duration.ofMillis(100))).doesNotContain("HTTP/1.1");
        }
    }

    @Test
    void aConnectionThatRestsIsNotCut() throws Exception {
        double before = slowClients("head");
        try (RawConnection slow = new RawConnection(service.base());
                RawConnection resting = new RawConnection(service.base())) {
            resting.send("GET /v1/models HTTP/1.1\r\nHost: test\r\n\r\n");
            slow.send("GET ");
            Eventually.until("a slow one is cut", () -> slowClients("head") == before + 1);

            resting.send("GET /v1/models HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n");
            assertThat(resting.readToEnd().split("HTTP/1.1 200 OK", -1)).hasSize(3);
        }
    }

    @Test
    void answersThatNobodyReadsAreCutAndHurtNobody() throws Exception {
        createGallery("large");
        fill("large");
        double before = slowClients("answer");
        List<RawConnection> clients = new ArrayList<>();
        for (int i = 0; i < EXPORTS; i++) {
            RawConnection client = RawConnection.narrow(service.base());
            clients.add(client.send("GET /v1/galleries/large/export HTTP/1.1\r\nHost: test\r\n\r\n"));
            assertThat(client.readLine()).isEqualTo("HTTP/1.1 200 OK");
        }

        service.get("/v1/galleries/large/export").assertProblem(503, "overloaded");
        service.get("/v1/galleries").assertOk();
        Eventually.until("all are cut", () -> slowClients("answer") == before + EXPORTS);
        assertThat(service.get("/v1/galleries/large/export").body()).contains("\"p400\"");
        for (RawConnection client : clients) {
            client.close();
        }
    }

    @Test
    void anAnswerThatNobodyReadsIsCutOnHttp2Too() throws Exception {
        createGallery("unread");
        fill("unread");
        double before = slowClients("answer");
        CompletableFuture<Void> cut = new CompletableFuture<>();
        HttpClient http2 =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        http2.sendAsync(
                service.request("/v1/galleries/unread/export").GET().build(),
                BodyHandlers.fromSubscriber(new Unreading(cut)));

        Eventually.until("it is cut", () -> slowClients("answer") == before + 1);
        assertThat(http2.send(service.request("/q/health/live").GET().build(), BodyHandlers.discarding())
                        .version())
                .isEqualTo(HttpClient.Version.HTTP_2);
    }

    /** Asks for nothing. */
    private record Unreading(CompletableFuture<Void> end) implements Flow.Subscriber<List<ByteBuffer>> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {}

        @Override
        public void onNext(List<ByteBuffer> part) {}

        @Override
        public void onError(Throwable failure) {
            end.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            end.complete(null);
        }
    }

    @Test
    void anExportThatIsLeftIsNoFault() throws Exception {
        createGallery("left");
        fill("left");
        try (RawConnection client = RawConnection.narrow(service.base())) {
            client.send("GET /v1/galleries/left/export HTTP/1.1\r\nHost: test\r\n\r\n");
            assertThat(client.readLine()).isEqualTo("HTTP/1.1 200 OK");
        }
    }

    @Test
    void conflictsAndMistakesAreAnswered() throws SQLException {
        createGallery("twice");
        post("/v1/galleries", "{\"name\": \"twice\"}", 409);
        post("/v1/galleries/twice/identities", "{\"external_id\": \"anna\"}", 201);
        post("/v1/galleries/twice/identities", "{\"external_id\": \"anna\"}", 409);
        post("/v1/galleries/none/identities", "{\"external_id\": \"anna\"}", 404);
        post("/v1/galleries", "{", 400);
        service.post("/v1/galleries/twice/identities/anna/templates", "image/jpeg", picture(PERSON))
                .assertOk();
        service.post("/v1/galleries/twice/identities/anna/templates", "image/jpeg", new byte[10]);
        service.post("/v1/galleries/twice/import", "application/x-ndjson", "{}\n".getBytes(UTF_8));
        service.post("/embedding", new FormBody().file("file", new byte[3]));
        service.post("/embedding", "text/plain", new byte[3]).assertProblem(415, "media_type_unsupported");
        service.get("/nothing").assertProblem(404, "not_found");
        service.method("DELETE", "/v1/galleries/twice");
    }

    @Test
    void aClientThatGoesWithinItsRequestIsNoFault() throws Exception {
        try (RawConnection client = new RawConnection(service.base())) {
            client.sendHead("POST", "/v1/galleries", JSON, "Content-Length: 100")
                    .send("{");
        }
        try (RawConnection client = new RawConnection(service.base())) {
            client.sendHead("POST", "/embedding", "image/jpeg", "Content-Length: " + picture(PERSON).length)
                    .send(picture(PERSON));
        }
        service.get("/v1/models").assertOk();
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void nothingOfThisIsLoggedAsAFault() {
        assertThat(process.log()
                        .lines()
                        .filter(line -> line.matches("\\S+ (WARN|ERROR|FATAL) .*"))
                        .filter(line -> !line.contains("InsecureDoor")) // tests ask without a key
                        .filter(line -> !line.contains("BlockedThreadChecker"))) // the machine of a test may be slow
                .isEmpty();
    }

    /** With 24 MB to export, more than a client's side takes by itself. */
    private static void fill(String gallery) throws SQLException {
        try (Connection owner = database.connectAsOwner();
                Statement sql = owner.createStatement()) {
            sql.execute("""
                    INSERT INTO identities (gallery_id, external_id, metadata)
                    SELECT gallery_id, 'p' || n, jsonb_build_object('note', repeat('x', 60000))
                    FROM galleries, generate_series(1, 400) n WHERE name = '%s'""".formatted(gallery));
        }
    }

    private static void createGallery(String name) {
        post("/v1/galleries", "{\"name\": \"%s\"}".formatted(name), 201);
    }

    private static void post(String path, String json, int status) {
        assertThat(service.post(path, JSON, json.getBytes(UTF_8)).status()).isEqualTo(status);
    }

    private static double slowClients(String phase) {
        return service.get("/q/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("face_slow_clients_total{") && line.contains('"' + phase + '"'))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}

package io.facegate.service.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.facegate.gallery.ExternalId;
import io.facegate.gallery.GalleryName;
import io.facegate.service.database.DatabaseTestResource;
import io.facegate.service.database.Transactions;
import io.facegate.service.event.Event;
import io.facegate.service.event.EventDescription;
import io.facegate.service.event.Events;
import io.facegate.service.testing.Eventually;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.Reply;
import io.facegate.testing.ServiceClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a receiver is told, and what nobody is. */
@NeedsModels
@QuarkusTest
@TestProfile(WebhookIT.LocalReceivers.class)
@WithTestResource(DatabaseTestResource.class)
@SuppressWarnings("NullAway.Init") // injected
class WebhookIT {
    /** Receivers of this machine. */
    public static final class LocalReceivers implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "facegate.webhooks.allowed-networks", "127.0.0.1/32",
                    "facegate.webhooks.first-retry", "PT0.2S",
                    "facegate.webhooks.look-every", "1S",
                    "facegate.webhooks.patience", "5S");
        }
    }

    private record Received(String path, String id, String timestamp, String signature, String type, String body) {}

    private record Thing(String gallery, String identity) implements Event {
        @Override
        public EventDescription description() {
            return EventDescription.of("face.disabled")
                    .in(new GalleryName(gallery))
                    .about(new ExternalId(identity))
                    .with("similarity", 0.3)
                    .with("score", 0.2)
                    .with("attempts", 50);
        }
    }

    @TestHTTPResource
    URI base;

    @Inject
    Transactions transactions;

    @Inject
    Events events;

    @Inject
    WebhookDeliveries deliveries;

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final String gallery = "w" + UUID.randomUUID();
    private HttpServer receiver;
    private ServiceClient service;

    @BeforeEach
    void receive() throws IOException {
        service = new ServiceClient(base);
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        receiver.setExecutor(threads);
        receiver.createContext("/", this::answer);
        receiver.start();
        json("POST", "/v1/galleries", "{\"name\": \"%s\"}".formatted(gallery));
    }

    @AfterEach
    void stop() {
        hanging.countDown();
        receiver.stop(0);
        threads.shutdownNow();
        service.get("/v1/webhooks")
                .json()
                .get("webhooks")
                .forEach(webhook -> service.method(
                        "DELETE", "/v1/webhooks/" + webhook.get("webhook_id").asText()));
    }

    private void answer(HttpExchange exchange) throws IOException {
        Received request = new Received(
                exchange.getRequestURI().toString(),
                header(exchange, "webhook-id"),
                header(exchange, "webhook-timestamp"),
                header(exchange, "webhook-signature"),
                header(exchange, "content-type"),
                new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        received.add(request);
        int status =
                switch (request.path()) {
                    case "/flaky" -> of(request.path()).size() <= 2 ? 500 : 204;
                    case "/gone" -> 410;
                    case "/redirect" -> 302;
                    default -> 204;
                };
        if (request.path().equals("/hanging")) {
            try {
                hanging.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        exchange.getResponseHeaders().set("Location", address("/elsewhere"));
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private static String header(HttpExchange exchange, String name) {
        return String.join(" and ", exchange.getRequestHeaders().getOrDefault(name, List.of()));
    }

    @Test
    void whatFailsIsSentAgainUntilItIsTakenAndEachTimeSigned() throws Exception {
        JsonNode webhook = create("/flaky", "identity.created");
        String secret = webhook.get("secret").asText();
        assertThat(secret).startsWith("whsec_");

        Instant before = Instant.now();
        createPerson("e-1", "Anna Secret");

        Eventually.until(
                "it is taken",
                () -> of("/flaky").size() == 3 && show(webhook).get("waiting").asInt() == 0);
        List<Received> attempts = of("/flaky");
        assertThat(attempts)
                .extracting(attempt -> attempt.id())
                .containsOnly(attempts.get(0).id());
        assertThat(attempts)
                .extracting(Received::body)
                .containsOnly(attempts.get(0).body());
        for (Received attempt : attempts) {
            assertThat(attempt.type()).isEqualTo("application/json");
            assertThat(Long.parseLong(attempt.timestamp()))
                    .isBetween(before.getEpochSecond() - 5, before.getEpochSecond() + 60);
            assertThat(attempt.signature()).isEqualTo("v1," + signature(secret, attempt));
        }
        JsonNode body = new ObjectMapper().readTree(attempts.get(0).body());
        assertThat(body.get("type").asText()).isEqualTo("identity.created");
        assertThat(Instant.parse(body.get("timestamp").asText()))
                .isBetween(before.minusSeconds(5), before.plusSeconds(60));
        assertThat(body.at("/data/gallery").asText()).isEqualTo(gallery);
        assertThat(body.at("/data/identity").asText()).isEqualTo("e-1");
        assertThat(attempts.get(0).body()).doesNotContain("Secret");
        assertThat(show(webhook).get("failures").asInt()).isZero();
        assertThat(show(webhook).get("last_failure").asText()).isEqualTo("it answered 500");
    }

    /** By the standard's words, and no class of the service. */
    private static String signature(String secret, Received attempt) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        String signed = attempt.id() + "." + attempt.timestamp() + "." + attempt.body();
        return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
    }

    @Test
    void eachEventIsSentOnceHoweverManyLookForIt() throws Exception {
        JsonNode webhook = create("/ok", "face");
        int many = 60;

        await(Multi.createFrom()
                .range(0, many)
                .onItem()
                .transformToUni(i -> transactions
                        .run(work -> events.publish(work, new Thing(gallery, "e-" + i)))
                        .invoke(deliveries::soon))
                .merge(10)
                .collect()
                .last());

        Eventually.until("all are sent", () -> show(webhook).get("waiting").asInt() == 0);
        assertThat(of("/ok")).hasSize(many);
        assertThat(of("/ok").stream().map(sent -> sent.id())).doesNotHaveDuplicates();
        assertThat(of("/ok")).allSatisfy(sent -> assertThat(sent.body())
                .contains("\"attempts\": 50")
                .doesNotContain("similarity")
                .doesNotContain("score"));
    }

    @Test
    void whatWasUndoneIsNotSentAndOthersGalleriesAndTypesNeither() throws Exception {
        JsonNode webhook = create("/ok", "face.disabled", gallery);

        assertThatThrownBy(() -> await(transactions.run(work -> events.publish(work, new Thing(gallery, "undone"))
                        .invoke(() -> {
                            throw new IllegalArgumentException("No");
                        }))))
                .isInstanceOf(IllegalArgumentException.class);
        await(transactions.run(work -> events.publish(work, new Thing("another", "elsewhere"))));
        createPerson("another-type", "Anna");
        await(transactions.run(work -> events.publish(work, new Thing(gallery, "kept"))));

        Eventually.until(
                "it is sent",
                () -> show(webhook).get("waiting").asInt() == 0 && !of("/ok").isEmpty());
        assertThat(of("/ok")).hasSize(1).first().satisfies(sent -> assertThat(sent.body())
                .contains("\"kept\""));
    }

    @Test
    void aReceiverThatHangsHoldsUpNeitherRequestsNorOthersDeliveries() throws Exception {
        create("/hanging", "identity.created");
        JsonNode other = create("/ok", "identity.created");

        long start = System.nanoTime();
        createPerson("e-1", "Anna");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));

        Eventually.until(
                "the other one is told",
                () -> of("/ok").size() == 1 && show(other).get("waiting").asInt() == 0);
        assertThat(hanging.getCount()).isEqualTo(1);
    }

    @Test
    void afterARotationBothSecretsSign() throws Exception {
        JsonNode webhook = create("/ok", "identity.created");
        String old = webhook.get("secret").asText();
        String renewed = service.method("POST", path(webhook) + "/rotate")
                .json()
                .get("secret")
                .asText();
        assertThat(renewed).startsWith("whsec_").isNotEqualTo(old);

        createPerson("e-1", "Anna");

        Eventually.until("it is sent", () -> of("/ok").size() == 1);
        Received sent = of("/ok").get(0);
        assertThat(sent.signature().split(" "))
                .containsExactly("v1," + signature(renewed, sent), "v1," + signature(old, sent));
    }

    @Test
    void whoIsGoneIsToldNothingMore() throws Exception {
        JsonNode webhook = create("/gone", "identity.created");

        createPerson("e-1", "Anna");
        Eventually.until("it is inactive", () -> !show(webhook).get("active").asBoolean());
        createPerson("e-2", "Bert");

        assertThat(of("/gone")).hasSize(1);
        Eventually.until(
                "the audit has it",
                () -> service.get("/v1/audit?type=webhook.disabled").body().contains("\"webhook_id\":" + id(webhook)));
    }

    @Test
    void redirectionsAreNotFollowed() throws Exception {
        JsonNode webhook = create("/redirect", "identity.created");

        createPerson("e-1", "Anna");

        Eventually.until("it failed", () -> show(webhook).get("failures").asInt() > 0);
        assertThat(show(webhook).get("last_failure").asText()).isEqualTo("it answered 302");
        assertThat(of("/elsewhere")).isEmpty();
    }

    @Test
    void anAddressThatLeadsInsideIsRefusedWhenItIsConnectedTo() throws Exception {
        JsonNode webhook = create("/ok", "identity.created");
        // as if its name had come to mean another address
        await(transactions.run(work -> work.execute(
                "UPDATE webhooks SET url = $2 WHERE webhook_id = $1",
                Tuple.of(
                        Long.parseLong(id(webhook)),
                        "https://127.0.0.2:%d/ok"
                                .formatted(receiver.getAddress().getPort())))));

        createPerson("e-1", "Anna");

        Eventually.until("it failed", () -> show(webhook).get("failures").asInt() > 0);
        assertThat(show(webhook).get("last_failure").asText()).contains("nothing may be sent to");
        assertThat(received).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://10.0.0.1/",
                "https://169.254.169.254/latest/meta-data",
                "https://[::1]/",
                "https://127.0.0.2/",
                "https://0.0.0.0/",
                "https://[::ffff:10.0.0.1]/",
                "http://8.8.8.8/",
                "https://2130706434/"
            })
    void anAddressOfTheOwnNetworkIsRefused(String url) {
        Reply reply = json("POST", "/v1/webhooks", "{\"url\": \"%s\", \"types\": [\"identity\"]}".formatted(url));
        assertThat(reply.status()).as(reply.body()).isIn(400, 422);
        assertThat(service.get("/v1/webhooks").json().get("webhooks")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"url\": \"https://example.org\"}",
                "{\"url\": \"https://example.org\", \"types\": []}",
                "{\"url\": \"https://example.org\", \"types\": [\"nonsense\"]}",
                "{\"url\": \"https://example.org\", \"types\": \"identity\"}",
                "{\"url\": \"https://u:p@example.org\", \"types\": [\"identity\"]}",
                "{\"url\": \"ftp://example.org\", \"types\": [\"identity\"]}",
                "{\"url\": \"file:///etc/passwd\", \"types\": [\"identity\"]}",
                "{\"url\": \"not an address\", \"types\": [\"identity\"]}"
            })
    void aBodyThatIsNoWebhookIsAProblem(String body) {
        json("POST", "/v1/webhooks", body).assertProblem(400, "field_invalid");
    }

    @Test
    void whatTheDatabaseHasOfASecretSignsNothingUnlessItIsOfBeforeThat() throws Exception {
        JsonNode webhook = create("/ok", "identity.created");
        String kept = "whsec_"
                + Base64.getEncoder().encodeToString(await(transactions.read(statements -> statements
                        .execute(
                                "SELECT secret FROM webhooks WHERE webhook_id = $1",
                                Tuple.of(webhook.get("webhook_id").asLong()))
                        .map(rows -> rows.iterator().next().getBuffer(0).getBytes()))));
        assertThat(kept).hasSameSizeAs(webhook.get("secret").asText());

        createPerson("e-1", "Anna");
        Eventually.until("it is sent", () -> of("/ok").size() == 1);
        Received sent = of("/ok").get(0);
        assertThat(sent.signature())
                .isEqualTo("v1," + signature(webhook.get("secret").asText(), sent))
                .isNotEqualTo("v1," + signature(kept, sent));

        await(transactions.run(work -> work.execute(
                "UPDATE webhooks SET secret_is_derived = false WHERE webhook_id = $1",
                Tuple.of(webhook.get("webhook_id").asLong()))));
        createPerson("e-2", "Berta");
        Eventually.until("it is sent", () -> of("/ok").size() == 2);
        Received before = of("/ok").get(1);
        assertThat(before.signature()).isEqualTo("v1," + signature(kept, before));
    }

    @Test
    void secretsAreShownOnceAndWebhooksCanBeChangedAndDeleted() {
        JsonNode webhook = create("/ok", "identity.created");

        assertThat(service.get("/v1/webhooks").body()).doesNotContain("whsec_").doesNotContain("secret");
        assertThat(service.get(path(webhook)).assertOk().body()).doesNotContain("whsec_");
        assertThat(json("PATCH", path(webhook), "{\"active\": false}")
                        .assertOk()
                        .json()
                        .get("active")
                        .asBoolean())
                .isFalse();
        assertThat(json("PATCH", path(webhook), "{\"types\": [\"face\"]}")
                        .assertOk()
                        .json()
                        .at("/types/0")
                        .asText())
                .isEqualTo("face");
        assertThat(service.method("DELETE", path(webhook)).status()).isEqualTo(204);
        service.get(path(webhook)).assertProblem(404, "webhook_not_found");
        service.get("/v1/webhooks/x").assertProblem(404, "webhook_not_found");
    }

    private JsonNode create(String path, String type) {
        return create("{\"url\": \"%s\", \"types\": [\"%s\"]}".formatted(address(path), type));
    }

    private JsonNode create(String path, String type, String gallery) {
        return create(
                "{\"url\": \"%s\", \"types\": [\"%s\"], \"gallery\": \"%s\"}".formatted(address(path), type, gallery));
    }

    private JsonNode create(String body) {
        Reply reply = json("POST", "/v1/webhooks", body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        return reply.json();
    }

    private String address(String path) {
        return "http://127.0.0.1:%d%s".formatted(receiver.getAddress().getPort(), path);
    }

    private JsonNode show(JsonNode webhook) {
        return service.get(path(webhook)).assertOk().json();
    }

    private static String path(JsonNode webhook) {
        return "/v1/webhooks/" + id(webhook);
    }

    private static String id(JsonNode webhook) {
        return webhook.get("webhook_id").asText();
    }

    private void createPerson(String externalId, String name) {
        Reply reply = json(
                "POST",
                "/v1/galleries/%s/identities".formatted(gallery),
                "{\"external_id\": \"%s\", \"display_name\": \"%s\"}".formatted(externalId, name));
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
    }

    private List<Received> of(String path) {
        return received.stream().filter(request -> request.path().equals(path)).toList();
    }

    private Reply json(String method, String path, String body) {
        return service.send(service.request(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(60));
    }
}

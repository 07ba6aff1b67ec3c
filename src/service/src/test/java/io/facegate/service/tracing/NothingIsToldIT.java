package io.facegate.service.tracing;

import static io.facegate.testing.TestData.NO_FACE;
import static io.facegate.testing.TestData.OTHER_PERSON;
import static io.facegate.testing.TestData.PERSON;
import static io.facegate.testing.TestData.SAME_PERSON;
import static io.facegate.testing.TestData.picture;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.facegate.service.testing.Eventually;
import io.facegate.testing.FormBody;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.PostgresServer;
import io.facegate.testing.Reply;
import io.facegate.testing.ServiceClient;
import io.facegate.testing.ServiceProcess;
import io.facegate.testing.TestData;
import io.facegate.testing.TestDatabase;
import io.facegate.testing.TestKeys;
import io.facegate.testing.TokenIssuer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run of everything at a closed service, with real keys and a real token, told as much of as can be: no log, metric, trace or
 * error has a key, a token, a face or a name in it.
 */
@NeedsModels
@Timeout(600)
class NothingIsToldIT {
    private static final String GALLERY = "/v1/galleries/staff";
    private static final String ANNA = GALLERY + "/identities/hushhush-anna";
    private static final String ENROLLED = "faces/lfw/images/Abdullah_Gul/Abdullah_Gul_0001.jpg";
    private static final String PRESENTED = "faces/lfw/images/Abdullah_Gul/Abdullah_Gul_0002.jpg";
    /** Of the form of one, and of nobody. */
    private static final String WRONG_KEY = "fg_hushhush0000_"
            + "c2VjcmV0LXNlY3JldC1zZWNyZXQ".repeat(2).substring(0, 43).replace('-', 'x');

    @TempDir
    Path folder;

    private final List<String> errors = new ArrayList<>();
    private final Map<String, String> secrets = new HashMap<>();

    @Test
    void noLogMetricTraceOrErrorHasAKeyAFaceOrAName() throws Exception {
        HttpServer issuer = TokenIssuer.open(0);
        String issuerUrl = TokenIssuer.url(issuer.getAddress().getPort());
        try (Collector collector = new Collector();
                TestDatabase database = PostgresServer.shared().newDatabase();
                ServiceProcess process = ServiceProcess.start(
                        folder,
                        TestData.models(),
                        database,
                        "facegate.decision.grant-threshold=0.38",
                        "facegate.decision.step-up-threshold=0.28",
                        "facegate.webhooks.allowed-networks=127.0.0.1/32",
                        "facegate.access.insecure=false",
                        "facegate.access.pepper=" + TestKeys.PEPPER,
                        "facegate.oidc.enabled=true",
                        "facegate.oidc.url=" + issuerUrl,
                        "quarkus.log.category.\"io.quarkus.oidc\".level=DEBUG",
                        "quarkus.log.category.\"io.facegate\".level=DEBUG",
                        "quarkus.otel.sdk.disabled=false",
                        "quarkus.otel.exporter.otlp.endpoint=" + collector.endpoint(),
                        "quarkus.otel.exporter.otlp.protocol=http/protobuf",
                        "quarkus.otel.bsp.schedule.delay=100ms")) {
            ServiceClient nobody = process.client();
            String first = new TestKeys(database).with("admin");
            ServiceClient service = nobody.withKey(newKey(nobody.withKey(first)));
            String token = TokenIssuer.signed(TokenIssuer.privateKey(), claims(issuerUrl));
            rememberKey("the first key", first);
            rememberKey("a key of nobody", WRONG_KEY);
            secrets.put("the pepper", TestKeys.PEPPER);
            secrets.put("a token", token);
            secrets.put("a token's claims", token.split("\\.")[1]);
            secrets.put("a token's signature", token.split("\\.")[2]);
            secrets.put("a name", "hushhush");
            secrets.put("a file's name", "secret-name");
            secrets.put("the database's password", database.environment().get("FACEGATE_DB_PASSWORD"));
            secrets.put("the owner's password", database.environment().get("FACEGATE_DB_OWNER_PASSWORD"));
            for (String shown : List.of(ENROLLED, PRESENTED, PERSON, SAME_PERSON, OTHER_PERSON)) {
                rememberPicture(shown, picture(shown));
            }

            assertThat(nobody.withKey(token).get("/v1/galleries").status()).isEqualTo(200);
            doEverything(service);
            failAtEverything(service);
            failAtTheDoor(nobody, first, token);
            String metrics = service.get("/q/metrics").body();
            Eventually.until("traces come", () -> collector.received().contains("embed"));
            process.terminate();
            process.exitStatus();

            issuer.stop(0);
            assertThat(errors).hasSizeGreaterThan(25);
            assertThat(secrets).hasSizeGreaterThan(30);
            for (Map.Entry<String, String> secret : secrets.entrySet()) {
                assertThat(process.log().toLowerCase())
                        .as("%s in the log", secret.getKey())
                        .doesNotContain(secret.getValue().toLowerCase());
                assertThat(metrics).as("%s in metrics", secret.getKey()).doesNotContainIgnoringCase(secret.getValue());
                assertThat(collector.received())
                        .as("%s in traces", secret.getKey())
                        .doesNotContainIgnoringCase(secret.getValue());
                assertThat(errors).as("%s in errors", secret.getKey()).allSatisfy(error -> assertThat(error)
                        .doesNotContainIgnoringCase(secret.getValue()));
            }
        }
    }

    private void rememberKey(String name, String key) {
        secrets.put(name, key);
        secrets.put(name + "'s secret", key.substring(key.lastIndexOf('_') + 1));
    }

    /** One that the service made, and told in its answer alone. */
    private String newKey(ServiceClient administrator) {
        String key = json(administrator, "POST", "/v1/keys", "{\"name\": \"of hushhush\", \"scopes\": [\"admin\"]}")
                .json()
                .path("text")
                .asText();
        assertThat(key).startsWith("fg_");
        rememberKey("a key", key);
        return key;
    }

    private static String claims(String issuer) {
        long now = Instant.now().getEpochSecond();
        return "{\"iss\":\"%s\",\"sub\":\"somebody-hushhush\",\"aud\":\"facegate\",\"iat\":%d,\"exp\":%d,\"realm_access\":{\"roles\":[\"facegate-read\"]}}"
                .formatted(issuer, now - 60, now + 600);
    }

    private void failAtTheDoor(ServiceClient nobody, String key, String token) {
        for (String wrong : List.of(
                WRONG_KEY,
                key.substring(0, key.length() - 1) + 'x',
                token.substring(0, token.length() - 4) + "xxxx",
                TokenIssuer.signed(TokenIssuer.newKeys().getPrivate(), claims("http://hushhush")),
                "hushhush")) {
            secrets.put("what came as " + wrong.length(), wrong);
            error(nobody.withKey(wrong).get("/v1/galleries"));
            error(nobody.send(nobody.request("/v1/galleries/hushhush")
                    .header("X-Api-Key", wrong)
                    .GET()));
        }
        error(nobody.withKey(token).method("DELETE", ANNA));
        error(nobody.send(nobody.request("/v1/galleries")
                .header("Authorization", "Bearer " + key)
                .header("X-Api-Key", key)
                .header("User-Agent", key)
                .GET()));
    }

    private void rememberPicture(String name, byte[] picture) {
        byte[] part = Arrays.copyOfRange(picture, picture.length / 2, picture.length / 2 + 24);
        secrets.put(name + " in Base64", Base64.getEncoder().withoutPadding().encodeToString(part));
        secrets.put(name + " in hexadecimal", HexFormat.of().formatHex(part));
        secrets.put(name + " as it is", new String(part, ISO_8859_1));
    }

    private void doEverything(ServiceClient service) {
        json(service, "POST", "/v1/galleries", "{\"name\": \"staff\"}");
        json(
                service,
                "POST",
                GALLERY + "/identities",
                "{\"external_id\": \"hushhush-anna\", \"display_name\": \"Anna Hushhush\", \"metadata\": {\"hushhush\": \"hushhush\"}}");
        String webhook = json(
                        service,
                        "POST",
                        "/v1/webhooks",
                        "{\"url\": \"http://127.0.0.1:9/hushhush?token=hushhush\", \"types\": [\"identity\", \"verification\"]}")
                .json()
                .get("secret")
                .asText();
        secrets.put("a webhook's secret", webhook.replace("whsec_", ""));
        assertThat(service.post(ANNA + "/templates?face=largest", new FormBody().file("picture", picture(ENROLLED)))
                        .assertOk()
                        .body())
                .contains("\"enrolled\"");
        service.post(ANNA + "/verify", "image/jpeg", picture(PRESENTED)).assertOk();
        service.post(ANNA + "/verify", "image/jpeg", picture(OTHER_PERSON)).assertOk();
        service.post(GALLERY + "/identify", "image/jpeg", picture(SAME_PERSON)).assertOk();
        JsonNode embedding = service.post("/v1/embeddings", "image/jpeg", picture(PERSON))
                .assertOk()
                .json()
                .findValue("embedding");
        int values = 0;
        for (JsonNode value : embedding) {
            if (value.asText().length() > 9 && values++ < 10) {
                secrets.put(
                        "value %d of an embedding".formatted(values),
                        value.asText().replace("-", ""));
            }
        }
        service.get(GALLERY + "/export");
        service.get("/v1/audit");
        json(service, "PATCH", ANNA, "{\"display_name\": \"Hushhush\"}");
        service.method("DELETE", ANNA + "/templates/1");
    }

    private void failAtEverything(ServiceClient service) {
        for (String path : List.of(
                "/v1/galleries/staff/identities/hushhush-nobody",
                "/v1/galleries/staff/hushhush",
                "/hushhush?name=hushhush",
                "/v1/audit?hushhush=1",
                "/v1/audit?type=HUSHHUSH",
                "/v1/galleries?cursor=hushhush",
                "/v1/jobs/hushhush",
                "/v1/webhooks/hushhush")) {
            error(service.send(
                    service.request(path).header("User-Agent", WRONG_KEY).GET()));
        }
        error(service.post(ANNA + "/verify", "image/jpeg", "hushhush".getBytes(UTF_8)));
        error(service.post(ANNA + "/verify", "image/jpeg", picture(NO_FACE)));
        error(service.post(ANNA + "/verify", "hushhush/hushhush", picture(PERSON)));
        error(service.post(ANNA + "/verify", new FormBody().file("hushhush", picture(PERSON))));
        error(json(service, "POST", GALLERY + "/identities", "{\"external_id\": \"hushhush-anna\"}"));
        error(json(service, "POST", GALLERY + "/identities", "{\"external_id\": \"hushhush\", \"hushhush\": 1}"));
        error(json(service, "POST", GALLERY + "/identities", "hushhush"));
        error(json(service, "POST", "/v1/galleries", "{\"name\": \"Hushhush!\"}"));
        error(json(
                service,
                "POST",
                "/v1/webhooks",
                "{\"url\": \"https://10.0.0.1/hushhush\", \"types\": [\"identity\"]}"));
        error(json(service, "POST", "/v1/webhooks", "{\"url\": \"https://a/\", \"types\": [\"hushhush\"]}"));
        error(service.post(GALLERY + "/import", "application/x-ndjson", "{\"hushhush\": 1}\n".getBytes(UTF_8)));
    }

    private void error(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isGreaterThanOrEqualTo(400);
        errors.add(reply.body());
    }

    private static Reply json(ServiceClient service, String method, String path, String body) {
        return service.send(service.request(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
    }
}

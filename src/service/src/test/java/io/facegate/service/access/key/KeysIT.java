package io.facegate.service.access.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.service.access.ClosedService;
import io.facegate.service.database.DatabaseTestResource;
import io.facegate.service.testing.Eventually;
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
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import javax.sql.DataSource;
import org.jboss.logmanager.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys by the interface: what they are, and what becomes of them. */
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@TestProfile(ClosedService.class)
@SuppressWarnings("NullAway.Init") // injected
class KeysIT {
    @TestHTTPResource
    URI base;

    TestKeys keys;

    @Inject
    DataSource database;

    @Inject
    KeyUses uses;

    private ServiceClient nobody;
    private ServiceClient admin;
    private String adminId;

    @BeforeEach
    void makeAdmin() {
        nobody = new ServiceClient(base);
        String key = keys.with("admin");
        admin = nobody.withKey(key);
        adminId = TestKeys.id(key);
    }

    @Test
    void aKeyIsShownOnceAndDoesWhatItsScopesSay() throws SQLException {
        JsonNode made = create("{\"name\": \"the door\", \"scopes\": [\"read\"]}");

        String text = made.get("text").asText();
        assertThat(text).matches("fg_[a-z0-9]{12}_[0-9A-Za-z]{43}");
        assertThat(text).contains(made.at("/key/id").asText());
        assertThat(made.at("/key/scopes")).hasToString("[\"read\"]");
        assertThat(nobody.withKey(text).get("/v1/galleries").status()).isEqualTo(200);
        nobody.withKey(text)
                .post("/v1/galleries", "application/json", "{\"name\": \"new\"}".getBytes(UTF_8))
                .assertProblem(403, "forbidden");
        Reply list = admin.get("/v1/keys").assertOk();
        assertThat(list.body()).doesNotContain(text.substring(text.lastIndexOf('_')));
        assertThat(shown(made.at("/key/id").asText())).isEqualTo(made.get("key"));
        assertThat(kept()).doesNotContain(text.substring(text.lastIndexOf('_') + 1));
    }

    @Test
    void aKeyThatIsBoundKnowsNoOtherGallery() {
        String gallery = "g" + UUID.randomUUID();
        assertThat(admin.post(
                                "/v1/galleries",
                                "application/json",
                                "{\"name\": \"%s\"}".formatted(gallery).getBytes(UTF_8))
                        .status())
                .isEqualTo(201);

        JsonNode made =
                create("{\"name\": \"bound\", \"scopes\": [\"read\"], \"galleries\": [\"%s\"]}".formatted(gallery));

        ServiceClient bound = nobody.withKey(made.get("text").asText());
        assertThat(bound.get("/v1/galleries/" + gallery).status()).isEqualTo(200);
        bound.get("/v1/galleries/another").assertProblem(403, "forbidden");
        assertThat(made.at("/key/galleries")).hasToString("[\"%s\"]".formatted(gallery));
    }

    @Test
    void aKeyEndsWhenItExpires() throws InterruptedException {
        JsonNode made = create("{\"name\": \"brief\", \"scopes\": [\"read\"], \"expires_in\": \"PT4S\"}");
        ServiceClient brief = nobody.withKey(made.get("text").asText());
        assertThat(brief.get("/v1/galleries").status()).isEqualTo(200);

        Eventually.until("expired", () -> brief.get("/v1/galleries").status() == 401);

        assertThat(shown(made.at("/key/id").asText()).get("state").asText()).isEqualTo("expired");
    }

    @Test
    void whileAKeyIsRotatedBothAreKnown() throws InterruptedException {
        JsonNode old = create("{\"name\": \"turning\", \"scopes\": [\"read\", \"verify\"]}");
        String id = old.at("/key/id").asText();

        Reply rotated = admin.method("POST", "/v1/keys/%s/rotate?overlap=PT4S".formatted(id));
        assertThat(rotated.status()).as(rotated.body()).isEqualTo(201);

        ServiceClient before = nobody.withKey(old.get("text").asText());
        ServiceClient after = nobody.withKey(rotated.json().get("text").asText());
        assertThat(before.get("/v1/galleries").status()).isEqualTo(200);
        assertThat(after.get("/v1/galleries").status()).isEqualTo(200);
        assertThat(rotated.json().at("/key/scopes")).isEqualTo(old.at("/key/scopes"));
        assertThat(shown(id).get("successor")).isEqualTo(rotated.json().at("/key/id"));
        admin.method("POST", "/v1/keys/%s/rotate".formatted(id)).assertProblem(404, "key_not_found");

        Eventually.until("ended", () -> before.get("/v1/galleries").status() == 401);
        assertThat(after.get("/v1/galleries").status()).isEqualTo(200);
    }

    @Test
    void aRevokedKeyIsRefusedHereAtOnceAndStaysListed() {
        JsonNode made = create("{\"name\": \"lost\", \"scopes\": [\"read\"]}");
        String path = "/v1/keys/" + made.at("/key/id").asText();
        ServiceClient lost = nobody.withKey(made.get("text").asText());
        assertThat(lost.get("/v1/galleries").status()).isEqualTo(200);

        assertThat(admin.method("DELETE", path).status()).isEqualTo(204);

        lost.get("/v1/galleries").assertProblem(401, "unauthenticated");
        JsonNode shown = shown(made.at("/key/id").asText());
        assertThat(shown.get("state").asText()).isEqualTo("revoked");
        assertThat(admin.method("DELETE", path).status()).as("again").isEqualTo(204);
        assertThat(shown(made.at("/key/id").asText())).isEqualTo(shown);
        admin.method("POST", path + "/rotate").assertProblem(404, "key_not_found");
        admin.method("DELETE", "/v1/keys/000000000000").assertProblem(404, "key_not_found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\": \"a\", \"scopes\": []}",
                "{\"name\": \"a\", \"scopes\": [\"everything\"]}",
                "{\"name\": \"a\", \"scopes\": \"read\"}",
                "{\"name\": \" \", \"scopes\": [\"read\"]}",
                "{\"name\": \"a\", \"scopes\": [\"admin\"], \"galleries\": [\"staff\"]}",
                "{\"name\": \"a\", \"scopes\": [\"read\"], \"galleries\": [\"No name\"]}",
                "{\"name\": \"a\", \"scopes\": [\"read\"], \"expires_in\": \"PT0S\"}",
                "{\"name\": \"a\", \"scopes\": [\"read\"], \"expires_in\": \"soon\"}",
                "{\"name\": \"a\", \"scopes\": [\"read\"], \"secret\": \"mine\"}"
            })
    void aKeyThatCantBeIsAProblem(String body) {
        admin.post("/v1/keys", "application/json", body.getBytes(UTF_8)).assertProblem(400, "field_invalid");
    }

    @Test
    void lastUseIsKeptNowAndThenAndNotWithEachRequest() throws InterruptedException {
        JsonNode made = create("{\"name\": \"used\", \"scopes\": [\"read\"]}");
        String id = made.at("/key/id").asText();
        ServiceClient used = nobody.withKey(made.get("text").asText());
        for (int i = 0; i < 5; i++) {
            assertThat(used.get("/v1/galleries").status()).isEqualTo(200);
        }
        assertThat(shown(id).get("last_used_at").isNull()).isTrue();

        uses.keep();

        Eventually.until("kept", () -> !shown(id).get("last_used_at").isNull());
    }

    @Test
    void theAuditTellsWhoMadeWhichKeyAndWhatBecameOfIt() throws InterruptedException {
        JsonNode made = create("{\"name\": \"a name\", \"scopes\": [\"read\"], \"expires_in\": \"P1D\"}");
        String id = made.at("/key/id").asText();
        String successor = admin.method("POST", "/v1/keys/%s/rotate".formatted(id))
                .json()
                .at("/key/id")
                .asText();
        admin.method("DELETE", "/v1/keys/" + successor);
        admin.method("DELETE", "/v1/keys/" + successor);

        String query = "/v1/audit?type=key&actor=key:" + adminId;
        Eventually.until("sealed", () -> admin.get(query).json().get("entries").size() >= 4);

        Reply audit = admin.get(query).assertOk();
        JsonNode entries = audit.json().get("entries");
        assertThat(entries.findValuesAsText("type"))
                .containsExactly("key.created", "key.created", "key.rotated", "key.revoked");
        assertThat(entries.findValuesAsText("key_id")).containsExactly(id, successor, id, successor);
        assertThat(entries.at("/0/details/scopes")).hasToString("[\"read\"]");
        assertThat(entries.at("/2/details/successor").asText()).isEqualTo(successor);
        assertThat(audit.body()).doesNotContain(made.get("text").asText()).doesNotContain("a name");
    }

    @Test
    void aKeyOfAnotherPepperIsToldInTheLogSinceItsBearerOnlySeesThatItIsNotValid()
            throws SQLException, InterruptedException {
        Queue<String> logged = new ConcurrentLinkedQueue<>();
        Handler listening = new Handler() {
            @Override
            public void publish(LogRecord line) {
                logged.add(line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger(KeyRing.class.getName());
        logger.addHandler(listening);
        String key = keys.with("read");
        try (Connection connection = database.getConnection();
                PreparedStatement sql =
                        connection.prepareStatement("UPDATE access_keys SET pepper = ? WHERE key_id = ?")) {
            sql.setBytes(
                    1, Pepper.of("another pepper, of 40 characters or more").fingerprint());
            sql.setString(2, TestKeys.id(key));
            assertThat(sql.executeUpdate()).isEqualTo(1);
        }

        Eventually.until("told", () -> logged.stream().anyMatch(line -> line.contains("another pepper")));

        logger.removeHandler(listening);
        keys.revoke(key);
    }

    private JsonNode create(String body) {
        Reply reply = admin.post("/v1/keys", "application/json", body.getBytes(UTF_8));
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        return reply.json();
    }

    private JsonNode shown(String id) {
        for (JsonNode key : admin.get("/v1/keys").assertOk().json().get("keys")) {
            if (key.get("id").asText().equals(id)) {
                return key;
            }
        }
        throw new AssertionError("not listed");
    }

    /** All of the table, as text. */
    private String kept() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement sql = connection.prepareStatement(
                        "SELECT coalesce(string_agg(k::text, ' '), '') FROM access_keys k");
                var rows = sql.executeQuery()) {
            rows.next();
            return rows.getString(1);
        }
    }
}

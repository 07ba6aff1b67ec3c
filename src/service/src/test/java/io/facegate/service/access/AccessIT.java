package io.facegate.service.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A closed service: who gets in, with what, and what is told to everybody else. */
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@TestProfile(ClosedService.class)
@SuppressWarnings("NullAway.Init") // injected
class AccessIT {
    private static final String CHALLENGE = "Bearer realm=\"facegate\"";

    @TestHTTPResource
    URI base;

    TestKeys keys;

    private final String gallery = "g" + UUID.randomUUID();
    private ServiceClient nobody;

    @BeforeEach
    void createGallery() {
        nobody = new ServiceClient(base);
        assertThat(create(nobody.withKey(keys.with("admin")), gallery).status()).isEqualTo(201);
    }

    @Test
    void withoutAKeyNothingIsToldOfWhatThereIs() {
        ObjectNode there = unauthenticated(nobody.get("/v1/galleries/" + gallery));

        assertThat(unauthenticated(nobody.get("/v1/galleries/nowhere"))).isEqualTo(there);
        assertThat(unauthenticated(nobody.get("/v1/galleries/No%20name"))).isEqualTo(there);
        assertThat(unauthenticated(nobody.get("/nothing/at/all"))).isEqualTo(there);
        assertThat(unauthenticated(nobody.method("OPTIONS", "/v1/galleries"))).isEqualTo(there);
        assertThat(unauthenticated(nobody.method("BREW", "/v1/galleries"))).isEqualTo(there);
        assertThat(unauthenticated(nobody.post("/v1/galleries/" + gallery + "/import", "text/plain", new byte[9])))
                .isEqualTo(there);
        assertThat(unauthenticated(create(nobody, gallery))).isEqualTo(there);
    }

    @Test
    void healthIsOpenAndMetricsAreNot() {
        assertThat(nobody.get("/q/health").status()).isEqualTo(200);
        assertThat(nobody.get("/q/health/ready").status()).isEqualTo(200);
        unauthenticated(nobody.get("/q/metrics"));
        assertThat(nobody.withKey(keys.with("read")).get("/q/metrics").status()).isEqualTo(200);
        assertThat(nobody.get("/").status()).isEqualTo(200);
        assertThat(nobody.get("/q/openapi").status()).isEqualTo(200);
        assertThat(nobody.get("/q/swagger-ui/").status()).isEqualTo(200);
    }

    @Test
    void aKeyComesInEitherHeaderAndInOneAlone() {
        String key = keys.with("read");

        assertThat(withHeaders("Authorization", "Bearer " + key).status()).isEqualTo(200);
        assertThat(withHeaders("Authorization", "bearer  " + key).status()).isEqualTo(200);
        assertThat(withHeaders("X-Api-Key", key).status()).isEqualTo(200);
        refused(withHeaders("X-Api-Key", key, "Authorization", "Bearer " + key));
        refused(withHeaders("X-Api-Key", key, "X-Api-Key", key));
        unauthenticated(withHeaders("Authorization", "Basic " + key));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"fg_", "fg_0123456789ab", "fg_0123456789ab_short", "nothing of ours", "FG_x", "' OR 1=1 --"})
    void whatIsNoKeyIsRefusedAsAWrongOneIs(String text) {
        refused(withHeaders("X-Api-Key", text));
    }

    @Test
    void aWrongSecretIsRefusedAsAnUnknownIdIs() {
        String key = keys.with("admin");
        String wrong = key.substring(0, key.length() - 1) + (key.endsWith("x") ? "y" : "x");
        String unknown = key.replace(TestKeys.id(key), "0123456789ab");

        ObjectNode told = refused(withHeaders("Authorization", "Bearer " + wrong));

        assertThat(refused(withHeaders("Authorization", "Bearer " + unknown))).isEqualTo(told);
        assertThat(told.toString()).doesNotContain(TestKeys.id(key));
    }

    @Test
    void aKeyDoesWhatItsScopesSayAndAnythingElseIsForbidden() {
        ServiceClient reader = nobody.withKey(keys.with("read"));

        assertThat(reader.get("/v1/galleries/" + gallery).status()).isEqualTo(200);
        reader.get("/v1/galleries/nowhere").assertProblem(404, "gallery_not_found");
        ObjectNode forbidden = forbidden(reader.method("DELETE", "/v1/galleries/" + gallery));
        assertThat(forbidden(reader.method("DELETE", "/v1/galleries/nowhere"))).isEqualTo(forbidden);
        assertThat(forbidden(create(reader, "new"))).isEqualTo(forbidden);
        assertThat(nobody.withKey(keys.with("admin"))
                        .get("/v1/galleries/" + gallery)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aBoundKeyKnowsNothingOfOtherGalleries() {
        String other = "g" + UUID.randomUUID();
        create(nobody.withKey(keys.with("admin")), other);
        ServiceClient bound = nobody.withKey(keys.boundTo(List.of(gallery), "read", "enrol"));

        assertThat(bound.get("/v1/galleries/" + gallery).status()).isEqualTo(200);
        ObjectNode forbidden = forbidden(bound.get("/v1/galleries/" + other));
        assertThat(forbidden(bound.get("/v1/galleries/nowhere"))).isEqualTo(forbidden);
        assertThat(forbidden(bound.get("/v1/galleries/No%20name"))).isEqualTo(forbidden);
        assertThat(forbidden(bound.get("/v1/galleries/%s/identities/x".formatted(other))))
                .isEqualTo(forbidden);
        assertThat(bound.get("/v1/galleries?limit=100").assertOk().json().findValuesAsText("name"))
                .containsExactly(gallery);
    }

    @Test
    void aRevokedKeyIsRefusedWithinTwoSeconds() throws InterruptedException {
        String key = keys.with("read");
        ServiceClient client = nobody.withKey(key);
        assertThat(client.get("/v1/galleries").status()).isEqualTo(200);

        keys.revoke(key);
        long revoked = System.nanoTime();
        Eventually.until("refused", () -> client.get("/v1/galleries").status() == 401);

        assertThat(Duration.ofNanos(System.nanoTime() - revoked)).isLessThan(Duration.ofSeconds(2));
        refused(client.get("/v1/galleries"));
    }

    private Reply withHeaders(String... headers) {
        return nobody.send(nobody.request("/v1/galleries").headers(headers).GET());
    }

    private static Reply create(ServiceClient client, String name) {
        return client.post(
                "/v1/galleries",
                "application/json",
                "{\"name\": \"%s\"}".formatted(name).getBytes(UTF_8));
    }

    /** The problem, without what is new each time. */
    private static ObjectNode unauthenticated(Reply reply) {
        assertThat(reply.assertProblem(401, "unauthenticated").header("WWW-Authenticate"))
                .isEqualTo(CHALLENGE);
        return told(reply);
    }

    private static ObjectNode refused(Reply reply) {
        assertThat(unauthenticated(reply).path("detail").asText()).contains("not valid");
        return told(reply);
    }

    private static ObjectNode forbidden(Reply reply) {
        return told(reply.assertProblem(403, "forbidden"));
    }

    private static ObjectNode told(Reply reply) {
        ObjectNode problem = (ObjectNode) reply.json();
        problem.remove("request_id");
        return problem;
    }
}

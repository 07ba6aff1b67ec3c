package io.facegate.service.access.door;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.service.database.DatabaseTestResource;
import io.facegate.service.testing.Eventually;
import io.facegate.service.testing.RawConnection;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.Reply;
import io.facegate.testing.ServiceClient;
import io.facegate.testing.TestKeys;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whom an audit entry and a limit are about, with a proxy at 127.0.0.2 and everybody else at 127.0.0.1; and pages of other origins. */
@NeedsModels
@QuarkusTest
@TestProfile(WhereRequestsComeFromIT.BehindAProxy.class)
@WithTestResource(DatabaseTestResource.class)
@SuppressWarnings("NullAway.Init") // injected
class WhereRequestsComeFromIT {
    @TestHTTPResource
    URI base;

    TestKeys keys;

    private ServiceClient administrator;

    public static final class BehindAProxy implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "facegate.access.insecure", "false",
                    "facegate.access.pepper", TestKeys.PEPPER,
                    "facegate.limits.address-rate", "1",
                    "facegate.limits.address-burst", "100",
                    "facegate.connections.trusted-proxies", "127.0.0.2/32");
        }
    }

    @BeforeEach
    void askAsAdministrator() {
        administrator = new ServiceClient(base).withKey(keys.with("admin"));
    }

    @Test
    void whatSomebodySaysOfTheirOwnAddressChangesNothing() throws Exception {
        String answer = asked("127.0.0.1", "192.0.2.7", "spoofed");

        assertThat(answer).startsWith("HTTP/1.1 201").doesNotContain("address\"");
        assertThat(addressOf("spoofed")).isEqualTo("127.0.0.1");
        assertThat(open("127.0.0.1", "192.0.2.7"))
                .as("the bucket of no other address")
                .doesNotContain("\"address\"");
    }

    @Test
    void aTrustedProxyIsBelievedWhomItSawAndNotWhatTheyWroteBefore() throws Exception {
        asked("127.0.0.2", "198.51.100.66, 192.0.2.8", "through-the-proxy");

        assertThat(addressOf("through-the-proxy")).isEqualTo("192.0.2.8");
        for (int i = 0; i < 3; i++) {
            assertThat(open("127.0.0.2", "198.51.100.%d, 192.0.2.9".formatted(i)))
                    .as("always the same bucket")
                    .containsPattern("\"address\";r=9[%d-9]".formatted(9 - i));
        }
        assertThat(open("127.0.0.2", "192.0.2.10")).contains("\"address\";r=99");
    }

    @Test
    void theProxysWordThatItWasAskedByTlsMakesThePromiseToBrowsers() throws Exception {
        String head =
                "GET /q/health/live HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 192.0.2.11\r\nX-Forwarded-Proto: https\r\n\r\n";

        assertThat(from("127.0.0.2", head)).containsIgnoringCase("strict-transport-security: max-age=");
        assertThat(from("127.0.0.1", head)).doesNotContainIgnoringCase("strict-transport-security");
    }

    @Test
    void scriptsOfOtherOriginsReadNothing() {
        Reply preflight = administrator.send(administrator
                .request("/v1/galleries")
                .header("Origin", "https://elsewhere.example")
                .header("Access-Control-Request-Method", "DELETE")
                .header("Access-Control-Request-Headers", "authorization")
                .method("OPTIONS", BodyPublishers.noBody()));
        Reply answer = administrator.send(administrator
                .request("/v1/galleries")
                .header("Origin", "https://elsewhere.example")
                .GET());

        for (Reply reply : new Reply[] {preflight, answer}) {
            assertThat(reply.headers().map().keySet())
                    .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"));
        }
    }

    @Test
    void noPageMayBeFramedSniffedOrTellWhereSomebodyCameFrom() {
        for (String path : new String[] {"/", "/q/swagger-ui/", "/v1/galleries", "/nothing", "/docs/galleries.md"}) {
            Reply page = administrator.get(path);

            assertThat(page.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
            assertThat(page.header("X-Frame-Options")).as(path).isEqualTo("DENY");
            assertThat(page.header("Referrer-Policy")).as(path).isEqualTo("no-referrer");
        }
    }

    private String asked(String from, String forwarded, String gallery) throws IOException {
        String body = "{\"name\": \"%s\"}".formatted(gallery);
        return from(
                from,
                "POST /v1/galleries HTTP/1.1\r\nHost: a\r\nX-Api-Key: %s\r\nX-Forwarded-For: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(keys.with("admin"), forwarded, body.getBytes(UTF_8).length, body));
    }

    private String open(String from, String forwarded) throws IOException {
        return from(from, "GET /q/health/live HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: %s\r\n\r\n".formatted(forwarded));
    }

    private String from(String address, String request) throws IOException {
        try (RawConnection connection = RawConnection.from(InetAddress.getByName(address), base)) {
            return connection.send(request).answer(false);
        }
    }

    private String addressOf(String gallery) throws InterruptedException {
        Eventually.until("it is sealed", () -> !entry(gallery).isMissingNode());
        return entry(gallery).path("address").asText();
    }

    private JsonNode entry(String gallery) {
        return administrator
                .get("/v1/audit?type=gallery.created&gallery=" + gallery)
                .assertOk()
                .json()
                .path("entries")
                .path(0);
    }
}

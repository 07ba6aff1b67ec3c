package io.facegate.service.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.facegate.service.database.DatabaseTestResource;
import io.facegate.service.testing.Eventually;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.ServiceClient;
import io.facegate.testing.TestKeys;
import io.facegate.testing.TokenIssuer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An issuer that isn't there when the service starts, comes, and goes: keys never notice. */
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@WithTestResource(IssuerOutageIT.LateIssuer.class)
@TestProfile(ClosedService.class)
@SuppressWarnings("NullAway.Init") // injected
class IssuerOutageIT {
    @TestHTTPResource
    URI base;

    TestKeys keys;

    /** Known by its address, and not there. */
    public static final class LateIssuer implements QuarkusTestResourceLifecycleManager {
        @Override
        public Map<String, String> start() {
            try (ServerSocket free = new ServerSocket(0)) {
                System.setProperty("facegate-test.late-issuer", Integer.toString(free.getLocalPort()));
                return Map.of(
                        "facegate.oidc.enabled", "true",
                        "facegate.oidc.url", TokenIssuer.url(free.getLocalPort()),
                        "quarkus.oidc.token.forced-jwk-refresh-interval", "0S");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void stop() {}

        static int port() {
            return Integer.getInteger("facegate-test.late-issuer");
        }
    }

    @Test
    void tokensAreBelievedOnceTheIssuerWasThereAndKeysAlways() throws Exception {
        ServiceClient token = with(signed("one"));
        ServiceClient key = with(keys.with("read"));

        token.get("/v1/galleries").assertProblem(503, "issuer_unavailable");
        assertThat(key.get("/v1/galleries").status()).isEqualTo(200);
        assertThat(new ServiceClient(base).get("/q/health/ready").status())
                .as("it is ready for keys")
                .isEqualTo(200);

        HttpServer issuer = TokenIssuer.open(LateIssuer.port());
        Eventually.until("a token is believed", () -> token.get("/v1/galleries").status() == 200);
        issuer.stop(0);

        assertThat(token.get("/v1/galleries").status())
                .as("whose keys are known")
                .isEqualTo(200);
        with(signed("another")).get("/v1/galleries").assertProblem(503, "issuer_unavailable");
        whileItHangsUp(() -> with(signed("another")).get("/v1/galleries").assertProblem(503, "issuer_unavailable"));
        with("a.b.c").get("/v1/galleries").assertProblem(401, "unauthenticated");
        assertThat(key.get("/v1/galleries").status()).isEqualTo(200);
    }

    private static void whileItHangsUp(Runnable requests) throws IOException {
        try (ServerSocket issuer = new ServerSocket(LateIssuer.port(), 0, InetAddress.getLoopbackAddress())) {
            new Thread(() -> hangUp(issuer)).start();
            requests.run();
        }
    }

    private static void hangUp(ServerSocket issuer) {
        try {
            while (true) {
                issuer.accept().close();
            }
        } catch (IOException closed) {
            // the end of the test
        }
    }

    private ServiceClient with(String text) {
        return new ServiceClient(base).withKey(text);
    }

    private static String signed(String kid) {
        long now = Instant.now().getEpochSecond();
        return TokenIssuer.signed(
                kid,
                TokenIssuer.privateKey(),
                "{\"iss\":\"%s\",\"sub\":\"somebody\",\"aud\":\"facegate\",\"iat\":%d,\"exp\":%d,\"realm_access\":{\"roles\":[\"facegate-read\"]}}"
                        .formatted(TokenIssuer.url(LateIssuer.port()), now - 60, now + 600));
    }
}

package io.facegate.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.service.database.DatabaseTestResource;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.Reply;
import io.facegate.testing.ServiceClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever asks too fast is refused, by their address, before anybody looks at what they brought. */
@NeedsModels
@QuarkusTest
@TestProfile(RateLimitsIT.Slow.class)
@WithTestResource(DatabaseTestResource.class)
@SuppressWarnings("NullAway.Init") // injected
class RateLimitsIT {
    @Inject
    ServiceClient service;

    /** Behind a proxy that says who asks. Nobody waits for a second. */
    public static final class Slow implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "facegate.limits.address-rate", "1",
                    "facegate.limits.address-burst", "5",
                    "quarkus.http.proxy.proxy-address-forwarding", "true",
                    "quarkus.http.proxy.allow-x-forwarded", "true");
        }
    }

    @Test
    void anAddressThatAsksTooFastIsToldWhenToAskAgain() {
        for (int left = 4; left >= 0; left--) {
            Reply reply = ask("192.0.2.7");
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("RateLimit-Policy")).isEqualTo("\"address\";q=5;w=5");
            assertThat(reply.header("RateLimit")).matches("\"address\";r=[0-4];t=[1-5]");
        }

        Reply refused = ask("192.0.2.7").assertProblem(429, "too_many_requests");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(refused.header("RateLimit")).startsWith("\"address\";r=0;");
        assertThat(ask("192.0.2.8").status()).as("somebody else").isEqualTo(200);
        assertThat(service.get("/q/health/live").status())
                .as("this machine")
                .isEqualTo(200);
        assertThat(service.get("/q/metrics").body()).contains("face_limited_requests_total{limit=\"address\"}");
    }

    /** At what is open to everybody. */
    private Reply ask(String address) {
        return service.send(
                service.request("/q/health/live").header("X-Forwarded-For", address).GET());
    }
}

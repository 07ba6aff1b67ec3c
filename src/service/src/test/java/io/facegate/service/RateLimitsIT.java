package io.facegate.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.service.database.DatabaseTestResource;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.Reply;
import io.facegate.testing.ServiceClient;
import io.facegate.testing.TestKeys;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever asks too fast is refused, by their address, before anybody looks at what they brought. */
@NeedsModels
@QuarkusTest
@TestProfile(RateLimitsIT.Slow.class)
@WithTestResource(DatabaseTestResource.class)
@SuppressWarnings("NullAway.Init") // injected
class RateLimitsIT {
    @TestHTTPResource
    URI base;

    TestKeys keys;

    private ServiceClient service;

    @BeforeEach
    void askAsNobody() {
        service = new ServiceClient(base);
    }

    /** Behind a proxy that says who asks. */
    public static final class Slow implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "facegate.access.insecure", "false",
                    "facegate.access.pepper", TestKeys.PEPPER,
                    "facegate.limits.address-rate", "1",
                    "facegate.limits.address-burst", "5",
                    "facegate.limits.key-rate", "1",
                    "facegate.limits.key-burst", "60",
                    "facegate.limits.identify-rate", "1",
                    "facegate.limits.identify-burst", "3",
                    "facegate.connections.trusted-proxies", "127.0.0.0/8,::1/128");
        }
    }

    @Test
    void anAddressThatAsksTooFastIsToldWhenToAskAgain() {
        Reply first = ask("192.0.2.7");
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("RateLimit-Policy")).isEqualTo("\"address\";q=5;w=5");
        assertThat(first.header("RateLimit")).matches("\"address\";r=4;t=1");

        Reply refused = untilRefused(() -> ask("192.0.2.7"));
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(refused.header("RateLimit")).startsWith("\"address\";r=0;");
        assertThat(ask("192.0.2.8").status()).as("somebody else").isEqualTo(200);
        assertThat(service.get("/q/health/live").status()).as("this machine").isEqualTo(200);
        assertThat(service.withKey(keys.with("read")).get("/q/metrics").body())
                .contains("face_limited_requests_total{limit=\"address\"}");
    }

    @Test
    void whoeverGuessesKeysPaysByTheirAddress() {
        untilRefused(() -> service.send(service.request("/v1/galleries")
                .header("X-Forwarded-For", "192.0.2.10")
                .header("X-Api-Key", "fg_0123456789ab_guessed")
                .GET()));
    }

    @Test
    void whoeverIsKnownPaysByTheirKeyAndNotByTheirAddress() {
        String key = keys.with("read");
        for (int i = 0; i < 20; i++) {
            Reply reply = service.send(service.request("/v1/galleries")
                    .header("X-Forwarded-For", "192.0.2.9")
                    .header("X-Api-Key", key)
                    .GET());
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("RateLimit-Policy")).isEqualTo("\"key\";q=60;w=60");
        }
        assertThat(ask("192.0.2.9").status()).isEqualTo(200);

        ServiceClient reader = service.withKey(key);
        Reply refused = untilRefused(() -> reader.get("/v1/galleries"));
        assertThat(refused.header("RateLimit")).startsWith("\"key\";r=0;");
        assertThat(service.withKey(keys.with("read")).get("/v1/galleries").status())
                .as("another key")
                .isEqualTo(200);
    }

    @Test
    void identificationsHaveALimitOfTheirOwn() {
        ServiceClient doorkeeper = service.withKey(keys.with("identify", "read"));

        Reply refused = untilRefused(() -> identify(doorkeeper));

        assertThat(refused.header("RateLimit")).contains("\"identify\";r=0;");
        assertThat(doorkeeper.get("/v1/galleries").status())
                .as("something light")
                .isEqualTo(200);
    }

    private static Reply identify(ServiceClient client) {
        Reply reply = client.post("/v1/galleries/nowhere/identify", "image/jpeg", new byte[9]);
        assertThat(reply.status()).isIn(404, 429);
        return reply;
    }

    /** However slow the machine is: buckets fill meanwhile. */
    private static Reply untilRefused(Supplier<Reply> request) {
        for (int i = 0; i < 1000; i++) {
            Reply reply = request.get();
            if (reply.status() == 429) {
                return reply.assertProblem(429, "too_many_requests");
            }
        }
        throw new AssertionError("nothing was refused");
    }

    /** At what is open to everybody. */
    private Reply ask(String address) {
        return service.send(service.request("/q/health/live")
                .header("X-Forwarded-For", address)
                .GET());
    }
}

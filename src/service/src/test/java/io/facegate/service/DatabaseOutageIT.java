package io.facegate.service;

import static io.facegate.testing.TestData.PERSON;
import static io.facegate.testing.TestData.picture;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.testing.FormBody;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.Reply;
import io.facegate.testing.ServiceClient;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service whose database doesn't answer. */
@NeedsModels
@QuarkusTest
@TestProfile(DatabaseOutageIT.NoDatabase.class)
class DatabaseOutageIT {
    public static final class NoDatabase implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "FACEGATE_DB_URL", "postgresql://127.0.0.1:1/nothing",
                    "FACEGATE_DB_USER", "nobody",
                    "FACEGATE_DB_MIGRATE", "false");
        }
    }

    @TestHTTPResource
    @SuppressWarnings("NullAway.Init") // injected
    URI base;

    @SuppressWarnings("NullAway.Init") // set before each test
    private ServiceClient service;

    @BeforeEach
    void connect() {
        service = new ServiceClient(base);
    }

    @Test
    void galleriesAreUnavailable() {
        Reply list = service.get("/v1/galleries").assertProblem(503, "database_unavailable");

        assertThat(list.header("Retry-After")).isEqualTo("1");
        assertThat(list.body()).doesNotContain("127.0.0.1");
        service.post("/v1/galleries", "application/json", "{\"name\": \"staff\"}".getBytes(UTF_8))
                .assertProblem(503, "database_unavailable");
        service.post("/v1/galleries/staff/identify", "image/jpeg", picture(PERSON))
                .assertProblem(503, "database_unavailable");
        service.post("/v1/galleries/staff/identities/anna/templates", "image/jpeg", picture(PERSON))
                .assertProblem(503, "database_unavailable");
    }

    @Test
    void anotherInterfaceSaysItInItsOwnFormat() {
        Reply reply = service.post(
                "/other/v1/recognition/recognize", new FormBody().file("file", picture(PERSON)), "x-api-key", "staff");

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("Retry-After")).isEqualTo("1");
        assertThat(reply.json().fieldNames()).toIterable().containsExactly("message", "code");
    }

    @Test
    void theServiceIsAliveAndNotReady() {
        assertThat(service.get("/q/health/live").status()).isEqualTo(200);
        assertThat(service.get("/q/health/ready").status()).isEqualTo(503);
    }

    @Test
    void whatNeedsNoGalleryStillWorks() {
        service.post("/embedding", new FormBody().file("file", picture(PERSON))).assertOk();
    }
}

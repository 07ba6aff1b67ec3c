package io.facegate.service.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.service.database.DatabaseTestResource;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.ServiceClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who serves programs alone needs no page, of the console or of the documents. */
@NeedsModels
@QuarkusTest
@TestProfile(ClosedConsoleIT.Closed.class)
@WithTestResource(DatabaseTestResource.class)
class ClosedConsoleIT {
    public static class Closed implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("facegate.console.enabled", "false", "facegate.documents.enabled", "false");
        }
    }

    @Inject
    ServiceClient service;

    @Test
    void thereIsNoPageAndTheInterfaceIsStillThere() {
        service.get("/").assertProblem(404, "not_found");
        service.get("/index.html").assertProblem(404, "not_found");
        service.get("/static/bundle/app.js").assertProblem(404, "not_found");
        for (String path : List.of("/", "/index.html", "/static/bundle/app.js")) {
            assertThat(service.method("HEAD", path).status()).as(path).isEqualTo(404);
        }
        service.get("/docs").assertProblem(404, "not_found");
        service.get("/docs/").assertProblem(404, "not_found");
        service.get("/docs/galleries.html").assertProblem(404, "not_found");
        assertThat(service.get("/v1/models").status()).isEqualTo(200);
    }
}

package io.facegate.service;

import static io.facegate.service.GalleryScenario.ABDULLAH;
import static io.facegate.service.GalleryScenario.ABDULLAH_AGAIN;
import static io.facegate.testing.TestData.picture;
import static io.facegate.testing.TwoEmbedders.SECOND;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.PostgresServer;
import io.facegate.testing.Reply;
import io.facegate.testing.ServiceClient;
import io.facegate.testing.ServiceProcess;
import io.facegate.testing.TestDatabase;
import io.facegate.testing.TwoEmbedders;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A move outlives the service. */
@NeedsModels
@Timeout(300)
class MoveResumesIT {
    private static final String GALLERY = "/v1/galleries/staff";
    private static final String GUL = GALLERY + "/identities/gul";
    private static final Path MODELS = Path.of("target/two-embedders").toAbsolutePath();

    @TempDir
    Path folder;

    @Test
    void aMoveGoesOnAfterTheServiceWasKilled() throws IOException {
        try (TestDatabase database = PostgresServer.shared().newDatabase()) {
            JsonNode before;
            try (ServiceProcess killed = start(database)) {
                ServiceClient service = killed.client();
                postJson(service, "/v1/galleries", "{\"name\": \"staff\"}");
                postJson(service, GALLERY + "/identities", "{\"external_id\": \"gul\"}");
                postJson(service, GALLERY + "/identities", "{\"external_id\": \"absent\"}");
                postJson(service, GALLERY + "/move", "{\"model\": \"%s\"}".formatted(SECOND));
                service.post(GUL + "/templates", "image/jpeg", picture(ABDULLAH))
                        .assertOk();
                before = service.get(GALLERY + "/move").assertOk().json();
            } // SIGKILL

            try (ServiceProcess next = start(database)) {
                ServiceClient service = next.client();
                assertThat(service.get(GALLERY + "/move").assertOk().json()).isEqualTo(before);
                assertThat(before.get("ready").intValue()).isEqualTo(1);

                service.method("POST", GALLERY + "/move/finish").assertOk();
                Reply verified = service.post(GUL + "/verify", "image/jpeg", picture(ABDULLAH_AGAIN));
                assertThat(verified.assertOk().json().get("model").asText()).isEqualTo(SECOND);
            }
        }
    }

    private ServiceProcess start(TestDatabase database) throws IOException {
        return ServiceProcess.start(
                folder,
                MODELS,
                database,
                TwoEmbedders.settings(MODELS).entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
    }

    private static void postJson(ServiceClient service, String path, String json) {
        assertThat(service.post(path, "application/json", json.getBytes(UTF_8)).status())
                .isBetween(200, 201);
    }
}

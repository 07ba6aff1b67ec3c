package io.facegate.service;

import static io.facegate.service.GalleryScenario.ABDULLAH;
import static io.facegate.service.GalleryScenario.ABDULLAH_AGAIN;
import static io.facegate.service.GalleryScenario.GORDON;
import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.service.database.DatabaseTestResource;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.TwoEmbedders;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where the operator switches it on, verifications enrol people for the model that their gallery moves to. */
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@TestProfile(ReEnrolmentIT.SwitchedOn.class)
@SuppressWarnings("NullAway.Init") // injected
class ReEnrolmentIT {
    public static final class SwitchedOn implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>(TwoEmbedders.settings(Path.of("target/two-embedders")));
            settings.put("facegate.move.re-enrol-on-verification", "true");
            return settings;
        }
    }

    @TestHTTPResource
    URI base;

    @Test
    void whoeverIsGrantedAccessIsReadyForTheNewModel() {
        GalleryScenario gallery = new GalleryScenario(base);
        gallery.create("gul", "Abdullah");
        gallery.enrol("gul", ABDULLAH);
        gallery.verify("gul", ABDULLAH_AGAIN).assertOk();
        assertThat(models(gallery)).as("nothing moves yet").hasSize(1);

        gallery.postJson(gallery.path() + "/move", "{\"model\": \"%s\"}".formatted(TwoEmbedders.SECOND))
                .assertOk();
        gallery.verify("gul", GORDON).assertOk();
        assertThat(models(gallery)).as("somebody else").hasSize(1);
        gallery.verify("gul", ABDULLAH_AGAIN).assertOk();
        gallery.verify("gul", ABDULLAH).assertOk();
        assertThat(models(gallery)).hasSize(2).endsWith(TwoEmbedders.SECOND);

        gallery.service().method("POST", gallery.path() + "/move/finish").assertOk();
        assertThat(gallery.verify("gul", ABDULLAH)
                        .assertOk()
                        .json()
                        .get("model")
                        .asText())
                .isEqualTo(TwoEmbedders.SECOND);
    }

    private static List<String> models(GalleryScenario gallery) {
        return gallery.service()
                .get(gallery.identity("gul") + "/templates")
                .assertOk()
                .json()
                .findValuesAsText("model");
    }
}

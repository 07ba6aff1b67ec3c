package io.facegate.service;

import static io.facegate.service.GalleryScenario.ABDULLAH;
import static io.facegate.service.GalleryScenario.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.service.database.DatabaseTestResource;
import io.facegate.service.testing.Eventually;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.Reply;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An audit that doesn't say who people are, and still finds what was done about one. */
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@TestProfile(PseudonymsIT.Pseudonyms.class)
@SuppressWarnings("NullAway.Init") // injected
class PseudonymsIT {
    public static final class Pseudonyms implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("facegate.audit.pseudonyms", "true");
        }
    }

    @Inject
    GalleryScenario gallery;

    @Test
    void entriesNamePeopleByAPseudonymThatTheirExternalIdFinds() throws InterruptedException {
        gallery.create("anna.example", "Anna");
        gallery.create("somebody.else", "Else");
        gallery.enrol("anna.example", ABDULLAH);
        gallery.verify("anna.example", STRANGER).assertOk();
        gallery.service().method("DELETE", gallery.identity("anna.example"));

        Eventually.until("sealed", () -> audit("").json().get("entries").size() == 6);

        Reply all = audit("");
        assertThat(all.body()).doesNotContain("anna.example").doesNotContain("somebody.else");
        JsonNode hers = audit("&identity=anna.example").json().get("entries");
        assertThat(hers.findValuesAsText("type"))
                .containsExactly("identity.created", "identity.enrolled", "verification.denied", "identity.deleted");
        assertThat(new HashSet<>(hers.findValuesAsText("identity")))
                .singleElement()
                .asString()
                .matches("pseudonym:[0-9a-f]{32}");
        assertThat(audit("&identity=nobody").json().get("entries")).isEmpty();
    }

    private Reply audit(String more) {
        return gallery.service()
                .get("/v1/audit?gallery=%s%s".formatted(gallery.name(), more))
                .assertOk();
    }
}

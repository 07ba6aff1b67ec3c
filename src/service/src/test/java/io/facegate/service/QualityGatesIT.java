package io.facegate.service;

import static io.facegate.service.GalleryScenario.ABDULLAH;
import static io.facegate.service.GalleryScenario.ABDULLAH_AGAIN;
import static io.facegate.testing.TestData.picture;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.service.database.DatabaseTestResource;
import io.facegate.service.testing.SuspiciousEmbedder;
import io.facegate.testing.FormBody;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.Reply;
import io.facegate.testing.ServiceClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an embedder takes for a bad picture is refused wherever something is decided, unless a gallery wants it otherwise. */
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@TestProfile(QualityGatesIT.Suspicious.class)
@SuppressWarnings("NullAway.Init") // injected
class QualityGatesIT {
    public static final class Suspicious implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return SuspiciousEmbedder.settings(Path.of("target/suspicious-embedder"));
        }
    }

    @TestHTTPResource
    URI base;

    @Inject
    ServiceClient service;

    @Test
    void theEmbeddersEyeRefusesWithAReasonInWords() {
        GalleryScenario gallery = new GalleryScenario(base);
        gallery.create("gul", "Abdullah");

        assertRefused(service.post(
                "/v1/compare",
                new FormBody().file("reference", picture(ABDULLAH)).file("probe", picture(ABDULLAH_AGAIN))));
        assertRefused(gallery.verify("gul", ABDULLAH));
        assertRefused(identify(gallery, ""));
        JsonNode each = identify(gallery, "?face=all").assertOk().json().at("/faces/0");
        assertThat(each.get("outcome").asText()).isEqualTo("unknown");
        assertThat(each.get("reasons").toString()).isEqualTo("[\"mouth_covered\"]");
        JsonNode enrolled = gallery.enrol("gul", ABDULLAH).at("/results/0");
        assertThat(enrolled.get("outcome").asText()).isEqualTo("rejected");
        assertThat(enrolled.get("reasons").toString()).isEqualTo("[\"mouth_covered\"]");
        assertThat(enrolled.at("/quality/resembles").asText()).isEqualTo("covered_mouth");
        assertThat(enrolled.at("/quality/resemblance").isNumber()).isTrue();
    }

    @Test
    void aGalleryOpensItsGatesOneByOne() {
        GalleryScenario gallery = new GalleryScenario(base);
        gallery.create("gul", "Abdullah");
        JsonNode before = service.get(gallery.path()).assertOk().json();
        assertThat(before.get("gate_enrolment").isNull()).isTrue();

        gallery.patch(gallery.path(), "{\"gate_enrolment\": false}").assertOk();
        assertThat(gallery.enrol("gul", ABDULLAH).at("/results/0/outcome").asText())
                .isEqualTo("enrolled");
        assertRefused(gallery.verify("gul", ABDULLAH_AGAIN));
        assertRefused(identify(gallery, ""));

        gallery.patch(gallery.path(), "{\"gate_verification\": false}").assertOk();
        assertThat(gallery.verify("gul", ABDULLAH_AGAIN)
                        .assertOk()
                        .json()
                        .get("result")
                        .asText())
                .isEqualTo("access_granted");
        assertRefused(identify(gallery, ""));

        JsonNode open = gallery.patch(gallery.path(), "{\"gate_identification\": false}")
                .assertOk()
                .json();
        assertThat(open.get("gate_enrolment").booleanValue()).isFalse();
        assertThat(identify(gallery, "").assertOk().json().get("outcome").asText())
                .isEqualTo("identified");

        gallery.patch(gallery.path(), "{\"gate_verification\": null, \"gate_identification\": true}")
                .assertOk();
        assertRefused(gallery.verify("gul", ABDULLAH_AGAIN));
        assertRefused(identify(gallery, ""));
    }

    @Test
    void aGalleryMayBeCreatedWithItsGates() {
        String name = "gates-" + System.nanoTime();
        JsonNode created = service.post(
                        "/v1/galleries",
                        "application/json",
                        "{\"name\": \"%s\", \"gate_verification\": false}"
                                .formatted(name)
                                .getBytes(UTF_8))
                .json();

        assertThat(created.get("gate_verification").booleanValue()).isFalse();
        assertThat(created.get("gate_identification").isNull()).isTrue();
        service.post(
                        "/v1/galleries",
                        "application/json",
                        "{\"name\": \"%s2\", \"gate_verification\": \"no\"}"
                                .formatted(name)
                                .getBytes(UTF_8))
                .assertProblem(400, "field_invalid");
    }

    private Reply identify(GalleryScenario gallery, String query) {
        return service.post(
                gallery.path() + "/identify" + query, new FormBody().file("picture", picture(ABDULLAH_AGAIN)));
    }

    private static void assertRefused(Reply reply) {
        assertThat(reply.assertProblem(422, "quality_insufficient").body())
                .contains("the mouth seems to be covered")
                .contains("mouth_covered");
    }
}

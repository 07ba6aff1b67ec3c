package io.facegate.service;

import static io.facegate.service.GalleryScenario.ABDULLAH;
import static io.facegate.service.GalleryScenario.ABDULLAH_AGAIN;
import static io.facegate.testing.TestData.picture;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.service.database.DatabaseTestResource;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.Reply;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever holds a key doesn't decide who gets in: not looser than the operator does. */
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@TestProfile(RateFloorIT.ByRates.class)
@SuppressWarnings("NullAway.Init") // injected
class RateFloorIT {
    /** The operator's policy is 1e-3, and nothing looser is allowed. */
    public static final class ByRates implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "facegate.decision.grant-threshold", "",
                    "facegate.decision.step-up-threshold", "",
                    "facegate.decision.grant-fmr", "1e-3",
                    "facegate.decision.step-up-fmr", "1e-2",
                    "facegate.decision.loosest-fmr", "");
        }
    }

    @Inject
    GalleryScenario gallery;

    @Inject
    DataSource database;

    @BeforeEach
    void enrol() {
        gallery.create("gul", "Abdullah");
        gallery.enrol("gul", ABDULLAH);
    }

    @Test
    void aRequestMayAskForAStricterRateAndForNoLooserOne() {
        assertThat(fmr(ask("identities/gul/verify?fmr=1e-4").assertOk().json())).isEqualTo(1e-4);
        assertThat(fmr(ask("identities/gul/verify?fmr=1e-3").assertOk().json())).isEqualTo(1e-3);

        ask("identities/gul/verify?fmr=1e-2").assertProblem(422, "fmr_too_loose");
        ask("identify?fmr=1e-2").assertProblem(422, "fmr_too_loose");
        assertThat(ask("identities/gul/verify")
                        .assertOk()
                        .json()
                        .get("fmr_extrapolated")
                        .booleanValue())
                .isFalse();
    }

    @Test
    void soMayAGallery() {
        gallery.patch(gallery.path(), "{\"fmr\": 1e-2}").assertProblem(422, "fmr_too_loose");
        gallery.postJson("/v1/galleries", "{\"name\": \"loose\", \"fmr\": 1e-2}")
                .assertProblem(422, "fmr_too_loose");
        gallery.patch(gallery.path(), "{\"fmr\": 1e-4}").assertOk();

        assertThat(fmr(ask("identities/gul/verify").assertOk().json())).isEqualTo(1e-4);
        ask("identities/gul/verify?fmr=1e-3").assertProblem(422, "fmr_too_loose");
    }

    @Test
    void whatAGalleryHasThatIsNotAllowedAnyMoreGivesWayToTheOperators() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement sql = connection.prepareStatement("UPDATE galleries SET fmr = 0.01 WHERE name = ?")) {
            sql.setString(1, gallery.name());
            assertThat(sql.executeUpdate()).isEqualTo(1);
        }

        assertThat(fmr(ask("identities/gul/verify").assertOk().json())).isEqualTo(1e-3);
        assertThat(fmr(ask("identify").assertOk().json())).isEqualTo(1e-3);
    }

    @Test
    void aRateBelowAllThatWereMeasuredIsSaidToBeExtrapolated() {
        for (String person : new String[] {GalleryScenario.GORDON, GalleryScenario.STRANGER}) {
            String name = "p" + Math.abs(person.hashCode());
            gallery.create(name, "Somebody");
            gallery.enrol(name, person);
        }

        JsonNode measured = ask("identify?fmr=1e-3").assertOk().json();
        JsonNode extrapolated = ask("identify?fmr=1e-4").assertOk().json();

        assertThat(fmr(measured)).isBetween(1e-4, 1e-3 - 1e-9);
        assertThat(measured.get("fmr_extrapolated").booleanValue()).isFalse();
        assertThat(fmr(extrapolated)).isBetween(1e-5, 1e-4 - 1e-9);
        assertThat(extrapolated.get("fmr_extrapolated").booleanValue()).isTrue();
    }

    private static double fmr(JsonNode answer) {
        return answer.get("fmr").doubleValue();
    }

    private Reply ask(String what) {
        return gallery.service().post(gallery.path() + "/" + what, "image/jpeg", picture(ABDULLAH_AGAIN));
    }
}

package io.facegate.service;

import static io.facegate.service.GalleryScenario.ABDULLAH;
import static io.facegate.service.GalleryScenario.GORDON;
import static io.facegate.service.GalleryScenario.GORDON_AGAIN;
import static io.facegate.service.GalleryScenario.STRANGER;
import static io.facegate.testing.TestData.picture;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.service.database.DatabaseTestResource;
import io.facegate.service.testing.NormalisedEmbedder;
import io.facegate.testing.FormBody;
import io.facegate.testing.NeedsModels;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real embedder with centres: every way to a decision has the same score, and says what its threshold stands on. */
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@TestProfile(NormalisedScoresIT.Normalised.class)
@SuppressWarnings("NullAway.Init") // injected
class NormalisedScoresIT {
    public static final class Normalised implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return NormalisedEmbedder.settings(Path.of("target/normalised-embedder"));
        }
    }

    @TestHTTPResource
    URI base;

    @ConfigProperty(name = "FACEGATE_DB_URL")
    String databaseUrl;

    @ConfigProperty(name = "FACEGATE_DB_OWNER")
    String owner;

    @ConfigProperty(name = "FACEGATE_DB_OWNER_PASSWORD")
    String ownerPassword;

    private GalleryScenario gallery;

    @BeforeEach
    void enrolTwo() {
        gallery = new GalleryScenario(base);
        gallery.create("brown", "Gordon");
        gallery.create("gul", "Abdullah");
        gallery.enrol("brown", GORDON);
        gallery.enrol("gul", ABDULLAH);
    }

    @Test
    void everyWayHasTheSameScoreAndThresholdAndSaysWhatThatWasCalibratedOn() throws SQLException {
        JsonNode compared = gallery.service()
                .post(
                        "/v1/compare",
                        new FormBody().file("reference", picture(GORDON)).file("probe", picture(GORDON_AGAIN)))
                .assertOk()
                .json();
        JsonNode verified = gallery.verify("brown", GORDON_AGAIN).assertOk().json();
        JsonNode identified = gallery.identify(GORDON_AGAIN);

        double score = compared.get("score").doubleValue();
        assertThat(compared.get("similarity").doubleValue() - score).isGreaterThan(0.02);
        assertThat(compared.get("result").asText()).isEqualTo("access_granted");
        assertThat(compared.get("threshold").floatValue()).isEqualTo(NormalisedEmbedder.THRESHOLD);
        assertThat(verified.get("threshold")).isEqualTo(compared.get("threshold"));
        assertThat(verified.get("score").doubleValue()).isCloseTo(score, within(1e-4));
        assertThat(verified.get("similarity").doubleValue())
                .isCloseTo(compared.get("similarity").doubleValue(), within(1e-4));
        assertThat(identified.at("/candidates/0/identity").asText()).isEqualTo("brown");
        assertThat(identified.at("/candidates/0/score").doubleValue()).isCloseTo(score, within(1e-4));
        assertThat(Double.parseDouble(byHand("SELECT score FROM nearest_identities('%s', '%s', 1, -2)"
                        .formatted(gallery.name(), embedding(GORDON_AGAIN)))))
                .isCloseTo(score, within(1e-4));
        for (JsonNode answer : new JsonNode[] {compared, verified, identified}) {
            assertThat(answer.at("/calibrated_on/population").asText()).isEqualTo("grown");
            assertThat(answer.at("/calibrated_on/data").asText()).isEqualTo(NormalisedEmbedder.DECIDED_BY);
            assertThat(answer.at("/calibrated_on/pairs").longValue()).isEqualTo(NormalisedEmbedder.PAIRS);
        }
    }

    @Test
    void aStrangerIsNobodyAndADuplicateIsTold() {
        assertThat(gallery.identify(STRANGER).get("candidates")).isEmpty();
        gallery.create("twin", "Twin");

        JsonNode outcome = gallery.enrol("twin", GORDON_AGAIN).at("/results/0");

        assertThat(outcome.at("/reasons/0").asText()).isEqualTo("duplicate_identity");
        assertThat(outcome.get("duplicate_score").doubleValue())
                .isGreaterThan(NormalisedEmbedder.THRESHOLD)
                .isLessThan(outcome.get("duplicate_similarity").doubleValue() - 0.02);
    }

    @Test
    void aGalleryOfChildrenDecidesByTheirThresholdsAtARateThatIsOffered() {
        String change = "{\"population\": \"children\"%s}";
        // at the operator's rate there is none for children
        gallery.patch(gallery.path(), change.formatted("")).assertProblem(422, "fmr_not_calibrated");
        gallery.patch(gallery.path(), change.formatted(", \"fmr\": 1e-4")).assertProblem(422, "fmr_not_calibrated");
        gallery.postJson("/v1/galleries", "{\"name\": \"kids\", \"population\": \"children\"}")
                .assertProblem(422, "fmr_not_calibrated");
        gallery.patch(gallery.path(), "{\"population\": \"teenagers\"}").assertProblem(400, "field_invalid");
        assertThat(show().get("population").asText()).isEqualTo("grown");

        gallery.patch(gallery.path(), change.formatted(", \"fmr\": 1e-2")).assertOk();

        JsonNode verified = gallery.verify("brown", GORDON_AGAIN).assertOk().json();
        assertThat(show().get("population").asText()).isEqualTo("children");
        assertThat(verified.get("threshold").floatValue()).isEqualTo(NormalisedEmbedder.CHILDREN_THRESHOLD);
        assertThat(verified.at("/calibrated_on/population").asText()).isEqualTo("children");
        assertThat(verified.at("/calibrated_on/data").asText()).isEqualTo("school");
        gallery.service()
                .post(gallery.identity("brown") + "/verify?fmr=1e-4", "image/jpeg", picture(GORDON_AGAIN))
                .assertProblem(422, "fmr_not_calibrated");
        gallery.patch(gallery.path(), "{\"fmr\": null}").assertProblem(422, "fmr_not_calibrated");
        gallery.patch(gallery.path(), "{\"fmr\": null, \"population\": null}").assertOk();
        assertThat(show().get("population").asText()).isEqualTo("grown");
    }

    @Test
    void anImportedGalleryGivesTheSameScores() {
        String file = gallery.service().get(gallery.path() + "/export").body();
        GalleryScenario other = new GalleryScenario(base);

        other.service()
                .post(other.path() + "/import", "application/x-ndjson", file.getBytes(UTF_8))
                .assertOk();

        assertThat(other.identify(GORDON_AGAIN).get("candidates"))
                .isEqualTo(gallery.identify(GORDON_AGAIN).get("candidates"))
                .isNotEmpty();
    }

    @Test
    @Timeout(60)
    void whatWasEnrolledBeforeThereWereCentresIsScoredByItself() throws SQLException, InterruptedException {
        JsonNode before = gallery.identify(GORDON_AGAIN).get("candidates");
        String unscored =
                "SELECT count(*) FROM templates t JOIN models m USING (model_id) WHERE t.centres_id IS DISTINCT FROM m.centres_id";
        byHand("UPDATE templates SET centres_id = NULL, crowding = 0 RETURNING 1");

        assertThat(gallery.identify(GORDON_AGAIN).get("candidates")).isEqualTo(before);
        byHand("UPDATE gallery_models SET scored_by = NULL, scoring_by = NULL RETURNING 1");
        while (!byHand(unscored).equals("0")) {
            Thread.sleep(100);
        }

        assertThat(gallery.identify(GORDON_AGAIN).get("candidates")).isEqualTo(before);
    }

    @Test
    void theModelsShowEveryPopulation() {
        JsonNode calibration =
                gallery.service().get("/v1/models").assertOk().json().at("/embedder/calibration");

        assertThat(calibration.get("policy").asText()).isEqualTo("worst");
        assertThat(calibration.get("centres").intValue()).isEqualTo(64);
        assertThat(calibration.at("/calibrated/2/data").asText()).isEqualTo(NormalisedEmbedder.DECIDED_BY);
        assertThat(calibration.get("populations").findValuesAsText("name"))
                .containsExactly("city", "village", "school");
        assertThat(calibration.at("/populations/1/rates/0/at_most").doubleValue())
                .isEqualTo(1.2e-4);
        assertThat(calibration.at("/children/calibrated/0/fmr").doubleValue()).isEqualTo(1e-2);
        assertThat(calibration.at("/children/not_calibrated/0/fnmr").doubleValue())
                .isEqualTo(0.97);
    }

    private JsonNode show() {
        return gallery.service().get(gallery.path()).assertOk().json();
    }

    private String embedding(String file) {
        return gallery.service()
                .post("/embedding", new FormBody().file("file", picture(file)))
                .assertOk()
                .json()
                .get("embedding")
                .toString();
    }

    /** The first value of the first row. */
    private String byHand(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:" + databaseUrl, owner, ownerPassword);
                Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery(statement)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}

package io.facegate.service;

import static io.facegate.service.GalleryScenario.ABDULLAH;
import static io.facegate.service.GalleryScenario.ABDULLAH_AGAIN;
import static io.facegate.service.GalleryScenario.GORDON;
import static io.facegate.service.GalleryScenario.GORDON_AGAIN;
import static io.facegate.testing.TestData.picture;
import static io.facegate.testing.TwoEmbedders.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.service.database.DatabaseTestResource;
import io.facegate.testing.FormBody;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.Reply;
import io.facegate.testing.TwoEmbedders;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A gallery moves to another embedder while it is used. */
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@TestProfile(MoveIT.BothServed.class)
@SuppressWarnings("NullAway.Init") // injected
class MoveIT {
    public static final class BothServed implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return TwoEmbedders.settings(Path.of("target/two-embedders"));
        }
    }

    @TestHTTPResource
    URI base;

    @ConfigProperty(name = "facegate.models.embedder")
    String first;

    @ConfigProperty(name = "FACEGATE_DB_URL")
    String databaseUrl;

    @ConfigProperty(name = "FACEGATE_DB_OWNER")
    String owner;

    @ConfigProperty(name = "FACEGATE_DB_OWNER_PASSWORD")
    String ownerPassword;

    private GalleryScenario gallery;

    @BeforeEach
    void enrolOneByTheFirstEmbedder() {
        gallery = new GalleryScenario(base);
        gallery.create("gul", "Abdullah");
        gallery.enrol("gul", ABDULLAH);
        gallery.create("brown", "Gordon");
    }

    @Test
    void bothEmbeddersAreShownWithTheirThresholds() {
        JsonNode models = get("/v1/models");

        assertThat(models.at("/embedder/id").asText()).isEqualTo(first);
        assertThat(models.at("/also/0/embedder/id").asText()).isEqualTo(SECOND);
        assertThat(models.at("/also/0/decisions/access_granted/threshold").floatValue())
                .isEqualTo(TwoEmbedders.SECOND_THRESHOLD);
        JsonNode calibration = models.at("/also/0/embedder/calibration");
        assertThat(calibration.findValues("fmr")).map(JsonNode::doubleValue).containsExactly(1e-3, 1e-4, 1e-2);
        assertThat(calibration.at("/calibrated/1/supporting_pairs").longValue()).isEqualTo(100);
        assertThat(calibration.get("not_calibrated"))
                .as("a rate that too few pairs support")
                .hasToString("[{\"fmr\":0.01,\"supporting_pairs\":9,\"fnmr\":null}]");
    }

    @Test
    void whileItMovesEnrolmentsAreForBothAndTheOldOneAnswers() {
        JsonNode started = start().assertOk().json();
        assertThat(started.toString())
                .isEqualTo(
                        "{\"from\":\"%s\",\"to\":\"%s\",\"state\":\"moving\",\"ready\":0,\"needs_re_enrolment\":1,\"not_enrolled\":1}"
                                .formatted(first, SECOND));
        assertThat(get(gallery.path()).get("moves_to").asText()).isEqualTo(SECOND);

        assertThat(gallery.enrol("brown", GORDON).findValuesAsText("outcome")).containsExactly("enrolled");

        assertThat(models("brown")).containsExactlyInAnyOrder(first, SECOND);
        assertThat(models("gul")).containsExactly(first);
        assertThat(enrolment("brown")).isEqualTo("ready");
        assertThat(enrolment("gul")).isEqualTo("needs_re_enrolment");
        assertThat(start().assertOk().json().get("ready").intValue()).isEqualTo(1);

        JsonNode found = gallery.identify(ABDULLAH_AGAIN);
        assertThat(found.at("/candidates/0/identity").asText()).isEqualTo("gul");
        assertThat(found.get("model").asText()).isEqualTo(first);
        JsonNode verified = gallery.verify("gul", ABDULLAH_AGAIN).assertOk().json();
        assertThat(verified.get("result").asText()).isEqualTo("access_granted");
        assertThat(verified.get("model").asText()).isEqualTo(first);
        assertThat(models("gul")).as("a verification enrols nobody unasked").containsExactly(first);
    }

    @Test
    void picturesThatAreSentAgainFillTheNewModel() {
        start().assertOk();

        JsonNode again = gallery.enrol("gul", ABDULLAH);
        JsonNode once = gallery.enrol("gul", ABDULLAH);

        assertThat(again.findValuesAsText("outcome")).containsExactly("enrolled");
        assertThat(once.findValuesAsText("outcome")).containsExactly("already_enrolled");
        assertThat(once.findValuesAsText("template_id")).isEqualTo(again.findValuesAsText("template_id"));
        assertThat(models("gul")).containsExactlyInAnyOrder(first, SECOND);
    }

    @Test
    void onceFinishedTheNewOneAnswersAndWhoIsNotReadyIsNobody() {
        start().assertOk();
        gallery.enrol("brown", GORDON);

        JsonNode finished = post("finish").assertOk().json();

        assertThat(finished.get("state").asText()).isEqualTo("finished");
        assertThat(finished.get("from").asText()).isEqualTo(first);
        assertThat(post("finish").assertOk().json()).isEqualTo(finished);
        assertThat(get(gallery.path()).get("model").asText()).isEqualTo(SECOND);
        assertThat(get(gallery.path()).get("moves_to").isNull()).isTrue();

        JsonNode verified = gallery.verify("brown", GORDON_AGAIN).assertOk().json();
        assertThat(verified.get("result").asText()).isEqualTo("access_granted");
        assertThat(verified.get("model").asText()).isEqualTo(SECOND);
        assertThat(verified.get("threshold").floatValue()).isEqualTo(TwoEmbedders.SECOND_THRESHOLD);
        assertThat(gallery.identify(GORDON_AGAIN).at("/candidates/0/identity").asText())
                .isEqualTo("brown");
        gallery.verify("gul", ABDULLAH).assertProblem(409, "identity_not_enrolled");
        assertThat(gallery.identify(ABDULLAH).get("outcome").asText()).isEqualTo("unknown");
        assertThat(gallery.enrol("gul", ABDULLAH).findValuesAsText("outcome")).containsExactly("enrolled");
        assertThat(gallery.verify("gul", ABDULLAH_AGAIN)
                        .assertOk()
                        .json()
                        .get("model")
                        .asText())
                .isEqualTo(SECOND);
    }

    @Test
    void whatTheGalleryHasLeftIsDroppedOnlyWhenAskedFor() {
        start().assertOk();
        gallery.enrol("brown", GORDON);
        post("drop").assertProblem(409, "gallery_moving");
        post("finish").assertOk();
        assertThat(models("gul")).containsExactly(first);

        delete().assertProblem(409, "move_finished");
        assertThat(post("drop").status()).isEqualTo(204);

        assertThat(models("gul")).isEmpty();
        assertThat(models("brown")).containsExactly(SECOND);
        assertThat(enrolment("gul")).isEqualTo("needs_re_enrolment");
        post("drop").assertProblem(404, "move_not_found");
        gallery.service().get(gallery.path() + "/move").assertProblem(404, "move_not_found");
        assertThat(start(first).assertOk().json().get("ready").intValue()).isZero();
    }

    @Test
    void whoMovesBackWhileTheOldTemplatesAreDroppedIsToldSo() {
        for (int i = 0; i < 8; i++) {
            start().assertOk();
            gallery.enrol("gul", ABDULLAH);
            post("finish").assertOk();

            CompletableFuture<Reply> dropping = CompletableFuture.supplyAsync(() -> post("drop"));
            Reply back = start(first);
            int dropped = dropping.join().status();

            assertThat(List.of(back.status(), dropped)).isIn(List.of(200, 409), List.of(409, 204), List.of(200, 204));
            if (back.status() == 200) {
                gallery.enrol("gul", ABDULLAH); // they were dropped, or not
                post("finish").assertOk();
            } else {
                start(first).assertOk();
                gallery.enrol("gul", ABDULLAH);
                post("finish").assertOk();
            }
            post("drop");
        }
    }

    @Test
    void anAbortedMoveLeavesNothingOfTheNewModel() {
        start().assertOk();
        gallery.enrol("gul", ABDULLAH_AGAIN);

        assertThat(delete().status()).isEqualTo(204);

        assertThat(models("gul")).containsExactly(first, first);
        assertThat(enrolment("gul")).isEqualTo("ready");
        delete().assertProblem(404, "move_not_found");
        post("finish").assertProblem(404, "move_not_found");
        assertThat(gallery.enrol("brown", GORDON).findValuesAsText("outcome")).containsExactly("enrolled");
        assertThat(models("brown")).containsExactly(first);
    }

    @Test
    void aFinishedMoveCanGoBack() {
        start().assertOk();
        post("finish").assertOk();

        assertThat(start(first).assertOk().json().get("ready").intValue()).isEqualTo(1);
        post("finish").assertOk();

        assertThat(gallery.verify("gul", ABDULLAH_AGAIN)
                        .assertOk()
                        .json()
                        .get("model")
                        .asText())
                .isEqualTo(first);
    }

    @Test
    void anEnrolmentIsForBothOrForNone() throws SQLException {
        start().assertOk();
        execute("ALTER TABLE templates ADD CONSTRAINT no_second CHECK (model_id <> '%s') NOT VALID".formatted(SECOND));
        try {
            gallery.service()
                    .post(gallery.identity("brown") + "/templates?face=largest", GalleryScenario.form(GORDON))
                    .assertProblem(500, "internal");
        } finally {
            execute("ALTER TABLE templates DROP CONSTRAINT no_second");
        }

        assertThat(models("brown")).isEmpty();
    }

    @Test
    void embeddingsAreForTheModelThatTheyName() {
        start().assertOk();
        JsonNode embedding = gallery.service()
                .post("/embedding", new FormBody().file("file", picture(ABDULLAH)))
                .assertOk()
                .json()
                .get("embedding");

        JsonNode answer = gallery.postJson(
                        gallery.identity("gul") + "/templates",
                        "{\"embeddings\": [%s], \"model\": \"%s\"}".formatted(embedding, SECOND))
                .assertOk()
                .json();

        assertThat(answer.get("model").asText()).isEqualTo(SECOND);
        assertThat(models("gul")).containsExactlyInAnyOrder(first, SECOND);
        gallery.postJson(
                        gallery.identity("gul") + "/templates",
                        "{\"embeddings\": [%s], \"model\": \"third\"}".formatted(embedding))
                .assertProblem(422, "embedding_model_mismatch");
    }

    @Test
    void nobodyIsTurnedAwayByTheSwitch() {
        start().assertOk();
        gallery.enrol("gul", ABDULLAH);
        List<CompletableFuture<Reply>> replies = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            replies.add(gallery.service()
                    .postLater(gallery.path() + "/identify", new FormBody().file("file", picture(ABDULLAH_AGAIN))));
            if (i == 8) {
                post("finish").assertOk();
            }
        }

        for (CompletableFuture<Reply> reply : replies) {
            assertThat(reply.join()
                            .assertOk()
                            .json()
                            .at("/candidates/0/identity")
                            .asText())
                    .isEqualTo("gul");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | 400 | field_invalid",
                "{\"model\": \"nowhere\"} | 422 | model_not_served",
                "{\"model\": \"@first\"} | 400 | field_invalid"
            })
    void aMoveThatCantBeIsAProblem(String body, int status, String code) {
        gallery.postJson(gallery.path() + "/move", body.replace("@first", first))
                .assertProblem(status, code);
        gallery.postJson("/v1/galleries/nowhere/move", "{\"model\": \"%s\"}".formatted(SECOND))
                .assertProblem(404, "gallery_not_found");
    }

    @Test
    void theGallerysFalseMatchRateMustBeKnownToBoth() {
        gallery.patch(gallery.path(), "{\"fmr\": 1e-2}").assertOk();
        start().assertProblem(422, "fmr_not_calibrated");

        gallery.patch(gallery.path(), "{\"fmr\": 1e-3}").assertOk();
        start().assertOk();
        gallery.patch(gallery.path(), "{\"fmr\": 1e-2}").assertProblem(422, "fmr_not_calibrated");
    }

    private Reply start() {
        return start(SECOND);
    }

    private Reply start(String model) {
        return gallery.postJson(gallery.path() + "/move", "{\"model\": \"%s\"}".formatted(model));
    }

    private Reply post(String step) {
        return gallery.service().method("POST", gallery.path() + "/move/" + step);
    }

    private Reply delete() {
        return gallery.service().method("DELETE", gallery.path() + "/move");
    }

    private List<String> models(String externalId) {
        return get(gallery.identity(externalId) + "/templates").findValuesAsText("model");
    }

    private String enrolment(String externalId) {
        return get(gallery.identity(externalId)).get("enrolment").asText();
    }

    private JsonNode get(String path) {
        return gallery.service().get(path).assertOk().json();
    }

    private void execute(String command) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:" + databaseUrl, owner, ownerPassword);
                Statement sql = connection.createStatement()) {
            sql.execute(command);
        }
    }
}

package io.facegate.service;

import static io.facegate.service.GalleryScenario.ABDULLAH;
import static io.facegate.service.GalleryScenario.ABDULLAH_AGAIN;
import static io.facegate.service.GalleryScenario.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.service.attempt.AttemptEvent;
import io.facegate.service.database.DatabaseTestResource;
import io.facegate.service.event.CommitListener;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.Reply;
import io.facegate.testing.TestData;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever fails again and again waits, and at last has to ask an administrator. */
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@SuppressWarnings("NullAway.Init") // injected
class AttemptsIT {
    @Inject
    GalleryScenario gallery;

    @Inject
    DataSource database;

    @Inject
    Heard heard;

    /** What was told. */
    @Singleton
    static final class Heard implements CommitListener<AttemptEvent> {
        private final List<AttemptEvent> events = new CopyOnWriteArrayList<>();

        @Override
        public Class<AttemptEvent> listensTo() {
            return AttemptEvent.class;
        }

        @Override
        public void committed(AttemptEvent event) {
            events.add(event);
        }

        private <E extends AttemptEvent> List<E> of(Class<E> type, GalleryScenario gallery) {
            return events.stream()
                    .filter(event -> event.gallery().value().equals(gallery.name()))
                    .filter(type::isInstance)
                    .map(type::cast)
                    .toList();
        }
    }

    @BeforeEach
    void enrol() {
        gallery.create("gul", "Abdullah");
        gallery.enrol("gul", ABDULLAH);
    }

    @Test
    void afterFiveFailuresEachFurtherTryWaitsThirtySecondsByTheClockOfTheDatabase() throws SQLException {
        fail(5);

        Reply refused = gallery.verify("gul", ABDULLAH_AGAIN).assertProblem(429, "too_many_attempts");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(20, 30);
        assertThat(attempts().get("failures").intValue())
                .as("what was refused is no try")
                .isEqualTo(5);
        assertThat(Duration.between(at("last_try_at"), at("next_try_at"))).hasSeconds(30);
        assertThat(heard.of(AttemptEvent.Refused.class, gallery)).hasSize(1);

        passes(Duration.ofSeconds(31));
        fail(1);
        gallery.verify("gul", ABDULLAH_AGAIN).assertProblem(429, "too_many_attempts");

        passes(Duration.ofSeconds(31));
        succeed();
        assertThat(attempts().get("failures").intValue()).isZero();
        assertThat(attempts().get("next_try_at").isNull()).isTrue();
        fail(5);
    }

    @Test
    void aSuccessForgivesWhatWasBeforeIt() {
        fail(4);
        succeed();
        fail(4);
        assertThat(attempts().get("failures").intValue()).isEqualTo(4);
        succeed();
        assertThat(attempts().get("failures").intValue()).isZero();
        assertThat(at("last_success_at")).isAfter(Instant.now().minusSeconds(60));
    }

    @Test
    void afterManyFailuresTheFaceIsNoFactorUntilItIsReset() throws SQLException {
        setForTheGallery("{\"wait_after\": 2, \"wait_seconds\": 1, \"disable_after\": 4}");
        fail(2);
        for (int i = 0; i < 2; i++) {
            passes(Duration.ofSeconds(2));
            fail(1);
        }

        passes(Duration.ofDays(365));
        Reply refused = gallery.verify("gul", ABDULLAH_AGAIN).assertProblem(403, "face_disabled");
        gallery.verify("gul", ABDULLAH_AGAIN).assertProblem(403, "face_disabled");
        assertThat(refused.header("Retry-After")).isEmpty();
        assertThat(at("disabled_at")).isNotNull();
        assertThat(heard.of(AttemptEvent.FaceDisabled.class, gallery))
                .as("told once")
                .hasSize(1);

        JsonNode reset = gallery.service()
                .method("POST", gallery.identity("gul") + "/attempts/reset")
                .assertOk()
                .json();
        assertThat(reset.get("failures").intValue()).isZero();
        assertThat(reset.get("disabled_at").isNull()).isTrue();
        assertThat(heard.of(AttemptEvent.Reset.class, gallery)).hasSize(1);
        succeed();
    }

    @Test
    void aFaceThatIsDisabledStaysSoThoughTheLimitsAreRaised() {
        setForTheGallery("{\"wait_after\": 2, \"disable_after\": 2}");
        fail(2);
        setForTheGallery("{\"wait_after\": 100, \"disable_after\": 1000}");

        gallery.verify("gul", ABDULLAH_AGAIN).assertProblem(403, "face_disabled");
    }

    @Test
    void whatCameToNoComparisonIsNoTry() throws SQLException {
        for (int i = 0; i < 6; i++) {
            gallery.verify("gul", TestData.NO_FACE).assertProblem(422, "no_face");
        }
        assertThat(attempts().get("failures").intValue()).isZero();
        assertThat(attempts().get("last_try_at").isNull()).isTrue();

        gallery.create("brown", "Gordon");
        for (int i = 0; i < 6; i++) {
            gallery.verify("brown", STRANGER).assertProblem(409, "identity_not_enrolled");
        }
        assertThat(attempts("brown").get("failures").intValue()).isZero();
    }

    @Test
    void twoHundredFailuresAtOnceAreTwoHundred() {
        setForTheGallery("{\"wait_after\": 1000, \"disable_after\": 1000}");

        List<Reply> replies = atOnce(200, STRANGER);

        assertThat(replies).allSatisfy(reply -> assertThat(reply.status()).isEqualTo(200));
        assertThat(attempts().get("failures").intValue()).isEqualTo(200);
        succeed();
        assertThat(attempts().get("failures").intValue()).isZero();
    }

    @Test
    void honestTriesAtOnceWaitForEachOtherAndNotAsIfTheyHadFailed() {
        List<Reply> replies = atOnce(40, ABDULLAH_AGAIN);

        assertThat(replies).allSatisfy(reply -> assertThat(
                        reply.assertOk().json().get("result").asText())
                .isEqualTo("access_granted"));
        assertThat(attempts().get("failures").intValue()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 50})
    void noneIsComparedAfterTheLimitHoweverManyComeAtOnce(int limit) {
        setForTheGallery("{\"wait_after\": %1$d, \"disable_after\": %1$d}".formatted(limit));

        List<Reply> replies = atOnce(200, STRANGER);

        assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(limit);
        assertThat(replies)
                .filteredOn(reply -> reply.status() != 200)
                .hasSize(200 - limit)
                .allSatisfy(reply -> reply.assertProblem(403, "face_disabled"));
        assertThat(attempts().get("failures").intValue()).isEqualTo(limit);
        assertThat(heard.of(AttemptEvent.FaceDisabled.class, gallery)).hasSize(1);
    }

    @Test
    void oneIdentitysFailuresAreNobodyElses() {
        gallery.create("again", "Abdullah");
        gallery.service()
                .post(gallery.identity("again") + "/templates?duplicates=allow", GalleryScenario.form(ABDULLAH_AGAIN))
                .assertOk();
        fail(5);

        assertThat(gallery.verify("again", ABDULLAH)
                        .assertOk()
                        .json()
                        .get("result")
                        .asText())
                .isEqualTo("access_granted");
    }

    @Test
    void theyGoWithTheIdentity() {
        fail(5);
        assertThat(gallery.service().method("DELETE", gallery.identity("gul")).status())
                .isEqualTo(204);
        gallery.service().get(gallery.identity("gul") + "/attempts").assertProblem(404, "identity_not_found");

        gallery.create("gul", "Abdullah");
        gallery.enrol("gul", ABDULLAH);
        succeed();
    }

    @Test
    void whatAGalleryHasOfItsOwnIsShownAndKeptAndCanBeTakenBack() {
        JsonNode shown = setForTheGallery("{\"wait_after\": 3}").json();
        assertThat(shown.get("verification").get("wait_after").intValue()).isEqualTo(3);
        assertThat(shown.get("verification")).hasSize(1);

        gallery.service().method("DELETE", gallery.path() + "/identities?confirm=" + gallery.name());
        JsonNode emptied = gallery.service().get(gallery.path()).assertOk().json();
        assertThat(emptied.get("verification")).isEqualTo(shown.get("verification"));

        assertThat(setForTheGallery("null").json().get("verification").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "{\"wait_after\": 0}",
                "{\"wait_after\": 1.5}",
                "{\"wait_after\": \"5\"}",
                "{\"wait\": 5}",
                "{\"wait_seconds\": 86401}"
            })
    void whatAGalleryCantHaveIsRefused(String policy) {
        gallery.patch(gallery.path(), "{\"verification\": %s}".formatted(policy))
                .assertProblem(400, "field_invalid");
    }

    private List<Reply> atOnce(int tries, String picture) {
        List<CompletableFuture<Reply>> sent = IntStream.range(0, tries)
                .mapToObj(i ->
                        CompletableFuture.supplyAsync(() -> untilThereIsRoom(picture), run -> new Thread(run).start()))
                .toList();
        return sent.stream().map(CompletableFuture::join).toList();
    }

    private Reply untilThereIsRoom(String picture) {
        Reply reply = gallery.verify("gul", picture);
        while (reply.status() == 503) {
            reply = gallery.verify("gul", picture);
        }
        return reply;
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(gallery.verify("gul", STRANGER)
                            .assertOk()
                            .json()
                            .get("result")
                            .asText())
                    .isEqualTo("access_denied");
        }
    }

    private void succeed() {
        assertThat(gallery.verify("gul", ABDULLAH_AGAIN)
                        .assertOk()
                        .json()
                        .get("result")
                        .asText())
                .isEqualTo("access_granted");
    }

    private Reply setForTheGallery(String policy) {
        return gallery.patch(gallery.path(), "{\"verification\": %s}".formatted(policy))
                .assertOk();
    }

    private JsonNode attempts() {
        return attempts("gul");
    }

    private JsonNode attempts(String identity) {
        return gallery.service()
                .get(gallery.identity(identity) + "/attempts")
                .assertOk()
                .json();
    }

    private Instant at(String field) {
        return Instant.parse(attempts().get(field).asText());
    }

    /** As if all were that long ago for the database; the service's own clock goes on. */
    private void passes(Duration time) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement sql = connection.prepareStatement(
                        "UPDATE attempts SET reserved_at = reserved_at - ? * interval '1 second' FROM galleries g"
                                + " WHERE g.gallery_id = attempts.gallery_id AND g.name = ?")) {
            sql.setLong(1, time.toSeconds());
            sql.setString(2, gallery.name());
            assertThat(sql.executeUpdate()).isEqualTo(1);
        }
    }
}

package io.facegate.service;

import static io.facegate.service.GalleryScenario.ABDULLAH;
import static io.facegate.service.GalleryScenario.ABDULLAH_AGAIN;
import static io.facegate.service.GalleryScenario.GORDON;
import static io.facegate.service.GalleryScenario.GORDON_AGAIN;
import static io.facegate.service.GalleryScenario.STRANGER;
import static io.facegate.testing.TestData.picture;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.service.database.DatabaseTestResource;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.Reply;
import io.facegate.testing.TestData;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was shown or used once is refused the second time. */
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@SuppressWarnings("NullAway.Init") // injected
class ReplayIT {
    @Inject
    GalleryScenario gallery;

    @Inject
    DataSource database;

    @BeforeEach
    void enrol() {
        gallery.create("gul", "Abdullah");
        gallery.enrol("gul", ABDULLAH);
        gallery.create("brown", "Gordon");
        gallery.enrol("brown", GORDON);
    }

    @Test
    void aGalleryThatWantsNoncesTakesEachOnceAndForItsIdentity() throws SQLException {
        set("{\"nonce_required\": true}");
        verify("gul", ABDULLAH_AGAIN, null).assertProblem(422, "nonce_required");
        verify("gul", ABDULLAH_AGAIN, "guessed").assertProblem(422, "nonce_invalid");
        verify("gul", ABDULLAH_AGAIN, "A".repeat(43)).assertProblem(422, "nonce_invalid");

        String nonce = nonce("gul");
        verify("brown", GORDON_AGAIN, nonce).assertProblem(422, "nonce_invalid");
        verify("gul", TestData.NO_FACE, nonce).assertProblem(422, "no_face");
        granted(verify("gul", ABDULLAH_AGAIN, nonce));
        verify("gul", ABDULLAH_AGAIN, nonce).assertProblem(422, "nonce_invalid");

        String late = nonce("gul");
        execute("UPDATE nonces SET expires_at = now() - interval '1 second'");
        verify("gul", ABDULLAH_AGAIN, late).assertProblem(422, "nonce_invalid");
        assertThat(failures("gul")).as("nothing was compared in vain").isZero();
    }

    @Test
    void ofTwoWhoBringTheSameNonceAtOnceOneIsCompared() {
        String nonce = nonce("gul");

        List<CompletableFuture<Reply>> sent = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> verify("gul", ABDULLAH_AGAIN, nonce)))
                .toList();

        List<Integer> statuses =
                sent.stream().map(reply -> reply.join().status()).toList();
        assertThat(statuses).containsOnly(200, 422).containsOnlyOnce(200);
    }

    @Test
    void nobodyIsGivenANonceForNobody() {
        ask("nobody").assertProblem(404, "identity_not_found");
        gallery.postJson(gallery.path() + "/nonces", "{}").assertProblem(400, "field_invalid");
    }

    @Test
    void theSamePictureIsRefusedForTheSameIdentityWithinTheWindow() throws SQLException {
        set("{\"replay_seconds\": 600}");
        granted(verify("gul", ABDULLAH_AGAIN, null));

        verify("gul", ABDULLAH_AGAIN, null).assertProblem(409, "picture_seen");
        assertThat(verify("brown", ABDULLAH_AGAIN, null)
                        .assertOk()
                        .json()
                        .get("result")
                        .asText())
                .as("another identity")
                .isEqualTo("access_denied");
        assertThat(failures("gul")).isZero();

        execute("UPDATE seen_pictures SET expires_at = expires_at - interval '601 seconds'");
        granted(verify("gul", ABDULLAH_AGAIN, null));
        verify("gul", ABDULLAH_AGAIN, null).assertProblem(409, "picture_seen");
    }

    @Test
    void aPictureThatWasNotComparedMayBeShownAgain() throws SQLException {
        set("{\"replay_seconds\": 600, \"wait_after\": 1}");
        gallery.create("new", "Abdullah");
        verify("new", ABDULLAH_AGAIN, null).assertProblem(409, "identity_not_enrolled");
        verify("new", ABDULLAH_AGAIN, null).assertProblem(409, "identity_not_enrolled");

        verify("gul", STRANGER, null).assertOk();
        verify("gul", ABDULLAH_AGAIN, null).assertProblem(429, "too_many_attempts");
        execute("UPDATE attempts SET reserved_at = reserved_at - interval '1 hour'");
        granted(verify("gul", ABDULLAH_AGAIN, null));
    }

    private void set(String policy) {
        gallery.patch(gallery.path(), "{\"verification\": %s}".formatted(policy))
                .assertOk();
    }

    private Reply ask(String identity) {
        return gallery.postJson(gallery.path() + "/nonces", "{\"external_id\": \"%s\"}".formatted(identity));
    }

    private String nonce(String identity) {
        Reply given = ask(identity);
        assertThat(given.status()).isEqualTo(201);
        JsonNode nonce = given.json();
        assertThat(nonce.get("expires_at").asText()).isNotEmpty();
        assertThat(nonce.get("nonce").asText().getBytes(UTF_8)).hasSize(43);
        return nonce.get("nonce").asText();
    }

    private Reply verify(String identity, String picture, @Nullable String nonce) {
        var request = gallery.service()
                .request(gallery.identity(identity) + "/verify")
                .header("Content-Type", "image/jpeg")
                .POST(BodyPublishers.ofByteArray(picture(picture)));
        return gallery.service().send(nonce == null ? request : request.header("Facegate-Nonce", nonce));
    }

    private static void granted(Reply reply) {
        assertThat(reply.assertOk().json().get("result").asText()).isEqualTo("access_granted");
    }

    private int failures(String identity) {
        return gallery.service()
                .get(gallery.identity(identity) + "/attempts")
                .assertOk()
                .json()
                .get("failures")
                .intValue();
    }

    private void execute(String statement) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement()) {
            sql.executeUpdate(statement);
        }
    }
}

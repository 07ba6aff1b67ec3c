package io.facegate.service;

import static io.facegate.service.GalleryScenario.ABDULLAH;
import static io.facegate.service.GalleryScenario.ABDULLAH_AGAIN;
import static io.facegate.service.GalleryScenario.GORDON;
import static io.facegate.service.GalleryScenario.GORDON_AGAIN;
import static io.facegate.service.GalleryScenario.STRANGER;
import static io.facegate.testing.TestData.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.service.database.DatabaseTestResource;
import io.facegate.testing.FormBody;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.Reply;
import io.facegate.testing.TestData;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Enrolled people are recognised, and strangers are nobody. */
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@SuppressWarnings("NullAway.Init") // injected
class RecognitionIT {
    private record Found(String identity, double similarity) {}

    @TestHTTPResource
    URI base;

    @Inject
    DataSource database;

    @Inject
    GalleryScenario gallery;

    @Test
    void whoeverIsEnrolledIsVerifiedAndIdentifiedAndNobodyElse() {
        gallery.create("gul", "Abdullah");
        gallery.create("brown", "Gordon");
        assertThat(gallery.enrol("gul", ABDULLAH).at("/results/0/outcome").asText())
                .isEqualTo("enrolled");
        assertThat(gallery.enrol("brown", GORDON).at("/results/0/outcome").asText())
                .isEqualTo("enrolled");

        JsonNode same = gallery.verify("gul", ABDULLAH_AGAIN).assertOk().json();
        assertThat(same.get("result").asText()).isEqualTo("access_granted");
        assertThat(same.get("similarity").floatValue()).isBetween(0.38f, 1f);
        assertThat(same.get("threshold").floatValue()).isEqualTo(0.38f);
        assertThat(same.get("fmr").isNull()).isTrue();
        assertThat(same.get("model").asText()).startsWith("face-mbf");
        assertThat(same.at("/face/score").floatValue()).isBetween(0.8f, 1f);

        JsonNode other = gallery.verify("gul", GORDON_AGAIN).assertOk().json();
        assertThat(other.get("result").asText()).isEqualTo("access_denied");
        assertThat(other.get("similarity").floatValue()).isBetween(-1f, 0.28f);

        JsonNode identified = gallery.identify(ABDULLAH_AGAIN);
        assertThat(identified.get("outcome").asText()).isEqualTo("identified");
        assertThat(identified.get("candidates")).hasSize(1);
        assertThat(identified.at("/candidates/0/identity").asText()).isEqualTo("gul");
        assertThat(identified.at("/candidates/0/display_name").asText()).isEqualTo("Abdullah");
        assertThat(identified.at("/candidates/0/similarity").floatValue())
                .isCloseTo(same.get("similarity").floatValue(), within(1e-4f));

        JsonNode unknown = gallery.identify(STRANGER);
        assertThat(unknown.get("outcome").asText()).isEqualTo("unknown");
        assertThat(unknown.get("candidates")).isEmpty();
        assertThat(unknown.get("threshold").floatValue()).isEqualTo(0.38f);
    }

    @Test
    void aPictureIsAboutTheMainFaceThoughAnotherIsLarger() throws Exception {
        gallery.create("gul", "Abdullah");
        gallery.create("brown", "Gordon");
        gallery.enrol("gul", ABDULLAH);
        gallery.enrol("brown", GORDON);
        byte[] both = inTheMiddleAndLargerAtTheEdge(picture(ABDULLAH_AGAIN), picture(GORDON_AGAIN));

        JsonNode main = gallery.service()
                .post(gallery.identity("gul") + "/verify", "image/png", both)
                .assertOk()
                .json();
        JsonNode largest = gallery.service()
                .post(gallery.identity("gul") + "/verify?face=largest", "image/png", both)
                .assertOk()
                .json();
        JsonNode identified = gallery.service()
                .post(gallery.path() + "/identify", "image/png", both)
                .assertOk()
                .json();

        assertThat(main.get("result").asText()).isEqualTo("access_granted");
        assertThat(main.at("/face/faces_in_picture").intValue()).isEqualTo(2);
        assertThat(largest.get("result").asText()).isEqualTo("access_denied");
        assertThat(identified.at("/candidates/0/identity").asText()).isEqualTo("gul");
    }

    private static byte[] inTheMiddleAndLargerAtTheEdge(byte[] middle, byte[] edge) throws IOException {
        BufferedImage canvas = new BufferedImage(1100, 420, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = canvas.createGraphics();
        graphics.drawImage(ImageIO.read(new ByteArrayInputStream(edge)), 0, 0, 400, 400, null);
        graphics.drawImage(ImageIO.read(new ByteArrayInputStream(middle)), 425, 85, 250, 250, null);
        graphics.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(canvas, "png", png);
        return png.toByteArray();
    }

    @Test
    void aGallerysFalseMatchRateHoldsUnlessTheRequestAsksForAnotherThatTheOperatorAllows() {
        gallery.create("gul", "Abdullah");
        gallery.enrol("gul", ABDULLAH);
        gallery.patch(gallery.path(), "{\"fmr\": 1e-3}").assertOk();

        JsonNode verified = gallery.verify("gul", ABDULLAH_AGAIN).assertOk().json();
        JsonNode identified = gallery.identify(STRANGER);
        JsonNode asked = gallery.service()
                .post(gallery.identity("gul") + "/verify?fmr=1e-2", "image/jpeg", picture(ABDULLAH_AGAIN))
                .assertOk()
                .json();

        assertThat(verified.get("fmr").doubleValue()).isEqualTo(0.001);
        assertThat(identified.get("fmr").doubleValue()).isEqualTo(0.001);
        assertThat(identified.get("threshold")).isEqualTo(verified.get("threshold"));
        assertThat(asked.get("fmr").doubleValue()).isEqualTo(0.01);
        assertThat(asked.get("threshold").floatValue())
                .isLessThan(verified.get("threshold").floatValue());
    }

    @Test
    void aQueryByHandGivesTheSameAnswer() throws SQLException {
        gallery.create("gul", "Abdullah");
        gallery.create("brown", "Gordon");
        gallery.enrol("gul", ABDULLAH);
        gallery.enrol("brown", GORDON);
        JsonNode probe = gallery.service()
                .post("/embedding", new FormBody().file("file", picture(GORDON_AGAIN)))
                .assertOk()
                .json();

        List<Found> byHand = nearestIdentities(probe.get("embedding").toString());

        JsonNode candidates = gallery.identify(GORDON_AGAIN).get("candidates");
        assertThat(byHand).hasSize(1).hasSameSizeAs(candidates);
        assertThat(byHand.get(0).identity())
                .isEqualTo("brown")
                .isEqualTo(candidates.at("/0/identity").asText());
        assertThat(byHand.get(0).similarity())
                .isCloseTo(candidates.at("/0/similarity").asDouble(), within(1e-4));
    }

    private List<Found> nearestIdentities(String probe) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement sql = connection.prepareStatement(
                        "SELECT * FROM nearest_identities(?, cast(? AS vector), 5, 0.38)")) {
            sql.setString(1, gallery.name());
            sql.setString(2, probe);
            List<Found> found = new ArrayList<>();
            try (ResultSet rows = sql.executeQuery()) {
                while (rows.next()) {
                    found.add(new Found(rows.getString("external_id"), rows.getDouble("similarity")));
                }
            }
            return found;
        }
    }

    @Test
    void parallelEnrolmentsOfOnePictureAreOneTemplate() {
        gallery.create("gul", "Abdullah");

        List<CompletableFuture<Reply>> replies = IntStream.range(0, 64)
                .mapToObj(i -> gallery.service()
                        .postLater(gallery.identity("gul") + "/templates?face=largest", GalleryScenario.form(ABDULLAH)))
                .toList();

        List<JsonNode> results = replies.stream()
                .map(reply -> reply.join().assertOk().json().at("/results/0"))
                .toList();
        assertThat(results)
                .filteredOn(result -> result.get("outcome").asText().equals("enrolled"))
                .hasSize(1);
        assertThat(results)
                .filteredOn(result -> result.get("outcome").asText().equals("already_enrolled"))
                .hasSize(63);
        assertThat(results.stream().map(result -> result.get("template_id").asLong()))
                .containsOnly(results.get(0).get("template_id").asLong());
        JsonNode templates = gallery.service()
                .get(gallery.identity("gul") + "/templates")
                .assertOk()
                .json();
        assertThat(templates.get("templates")).hasSize(1);
    }

    @Test
    void verificationIsByTheMostSimilarTemplate() {
        gallery.create("gul", "Abdullah");
        gallery.enrol("gul", ABDULLAH);
        double byOne = similarity(gallery.verify("gul", ABDULLAH_AGAIN));

        gallery.enrol("gul", ABDULLAH_AGAIN);

        assertThat(byOne).isLessThan(0.99);
        assertThat(similarity(gallery.verify("gul", ABDULLAH_AGAIN))).isCloseTo(1, within(1e-4));
    }

    private static double similarity(Reply reply) {
        return reply.assertOk().json().get("similarity").doubleValue();
    }

    @Test
    void everyFaceOfAPictureHasAnAnswerOfItsOwn() {
        gallery.create("gul", "Abdullah");
        gallery.enrol("gul", ABDULLAH);

        JsonNode answer = gallery.service()
                .post(gallery.path() + "/identify?faces=all", "image/jpeg", picture(TestData.SEVERAL_FACES))
                .assertOk()
                .json();

        assertThat(answer.get("faces").size()).isGreaterThan(1);
        for (JsonNode face : answer.get("faces")) {
            assertThat(face.get("outcome").asText()).isEqualTo("unknown");
            assertThat(face.get("candidates")).isEmpty();
            assertThat(face.at("/face/box").isObject()).isTrue();
        }
    }

    @Test
    void anInactivePersonIsNobody() {
        gallery.create("gul", "Abdullah");
        gallery.enrol("gul", ABDULLAH);

        gallery.patch(gallery.identity("gul"), "{\"active\": false}").assertOk();

        gallery.verify("gul", ABDULLAH_AGAIN).assertProblem(409, "identity_inactive");
        assertThat(gallery.identify(ABDULLAH_AGAIN).get("outcome").asText()).isEqualTo("unknown");
    }

    @Test
    void whoeverHasNoTemplateCantBeVerified() {
        gallery.create("gul", "Abdullah");

        gallery.verify("gul", ABDULLAH).assertProblem(409, "identity_not_enrolled");
        gallery.verify("nobody", ABDULLAH).assertProblem(404, "identity_not_found");
    }

    @Test
    void galleriesDontKnowEachOthersPeople() {
        gallery.create("gul", "Abdullah");
        gallery.enrol("gul", ABDULLAH);

        GalleryScenario another = new GalleryScenario(base);
        another.create("gul", "Another");

        assertThat(another.identify(ABDULLAH).get("outcome").asText()).isEqualTo("unknown");
        another.verify("gul", ABDULLAH).assertProblem(409, "identity_not_enrolled");
    }

    @ParameterizedTest
    @CsvSource({
        "identify?k=0, 400, parameter_invalid",
        "identify?k=many, 400, parameter_invalid",
        "identify?faces=some, 400, parameter_invalid",
        "identify?fmr=2, 400, parameter_invalid",
        "identify?fmr=1e-5, 422, fmr_not_calibrated"
    })
    void aParameterThatCantBeUsedIsAProblem(String request, int status, String code) {
        gallery.service()
                .post(gallery.path() + "/" + request, "image/jpeg", picture(ABDULLAH))
                .assertProblem(status, code);
    }

    @Test
    void aPictureWithoutAFaceIsAProblemAndNotAStranger() {
        gallery.service()
                .post(gallery.path() + "/identify", "image/jpeg", picture(TestData.NO_FACE))
                .assertProblem(422, "no_face");
        gallery.service()
                .post("/v1/galleries/nowhere/identify", "image/jpeg", picture(ABDULLAH))
                .assertProblem(404, "gallery_not_found");
    }
}

package io.facegate.service;

import static io.facegate.service.GalleryScenario.ABDULLAH;
import static io.facegate.service.GalleryScenario.ABDULLAH_AGAIN;
import static io.facegate.testing.TestData.picture;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.service.database.DatabaseTestResource;
import io.facegate.testing.FormBody;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.TestData;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.RescaleOp;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is good enough becomes a template, and the rest is refused for a reason. */
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@SuppressWarnings("NullAway.Init") // injected
class EnrolmentIT {
    @TestHTTPResource
    URI base;

    private GalleryScenario gallery;

    @BeforeEach
    void createGallery() {
        gallery = new GalleryScenario(base);
        gallery.create("gul", "Abdullah");
    }

    @Test
    void eachPictureOfARequestHasItsOwnOutcome() throws IOException {
        JsonNode answer = gallery.service()
                .post(
                        gallery.identity("gul") + "/templates",
                        new FormBody()
                                .file("picture", picture(ABDULLAH))
                                .file("picture", picture(TestData.NO_FACE))
                                .file("picture", picture(TestData.SEVERAL_FACES))
                                .file("picture", picture("faces/hostile/truncated-half.jpg"))
                                .file("picture", "hello".getBytes(UTF_8))
                                .file("picture", picture(ABDULLAH))
                                .file("picture", rescaled(ABDULLAH, 0.2f, 0)))
                .assertOk()
                .json();

        assertThat(answer.findValuesAsText("outcome"))
                .containsExactly(
                        "enrolled", "rejected", "rejected", "rejected", "rejected", "already_enrolled", "rejected");
        assertThat(answer.get("enrolled").intValue()).isEqualTo(2);
        assertThat(answer.get("rejected").intValue()).isEqualTo(5);
        assertThat(answer.get("model").asText()).startsWith("face-mbf");
        assertThat(reason(answer, 1)).isEqualTo("no_face");
        assertThat(reason(answer, 2)).isEqualTo("several_faces");
        assertThat(reason(answer, 3)).isEqualTo("image_damaged");
        assertThat(reason(answer, 4)).isEqualTo("image_type_unsupported");
        assertThat(answer.at("/results/5/template_id")).isEqualTo(answer.at("/results/0/template_id"));
        assertThat(answer.at("/results/6/reasons").toString()).contains("too_dark");
        assertThat(answer.at("/results/0/quality/inter_eye_distance").doubleValue())
                .isBetween(30.0, 60.0);
        assertThat(gallery.service()
                        .get(gallery.identity("gul") + "/templates")
                        .json()
                        .get("templates"))
                .hasSize(1);
    }

    @Test
    void aPictureMayBeTheWholeBody() {
        JsonNode answer = gallery.service()
                .post(gallery.identity("gul") + "/templates", "image/jpeg", picture(ABDULLAH))
                .assertOk()
                .json();

        assertThat(answer.findValuesAsText("outcome")).containsExactly("enrolled");
    }

    @Test
    void aFaceThatIsTooBrightOrFlatOrBlurredIsRefused() throws IOException {
        assertThat(reasons(rescaled(ABDULLAH, 0.4f, 170))).contains("too_bright");
        assertThat(reasons(rescaled(ABDULLAH, 0.2f, 90))).contains("low_contrast");
        assertThat(reasons(blurred(ABDULLAH))).contains("too_blurred");
    }

    private String reasons(byte[] picture) {
        JsonNode answer = gallery.service()
                .post(gallery.identity("gul") + "/templates?face=largest", "image/png", picture)
                .assertOk()
                .json();
        assertThat(answer.findValuesAsText("outcome")).as(answer.toString()).containsExactly("rejected");
        return answer.at("/results/0/reasons").toString();
    }

    @Test
    void whoeverIsEnrolledByAnotherNameIsRefusedUnlessAllowed() {
        gallery.enrol("gul", ABDULLAH);
        gallery.create("again", "Somebody");

        JsonNode refused = gallery.enrol("again", ABDULLAH_AGAIN).at("/results/0");

        assertThat(refused.get("outcome").asText()).isEqualTo("rejected");
        assertThat(refused.at("/reasons/0").asText()).isEqualTo("duplicate_identity");
        assertThat(refused.get("duplicate_similarity").floatValue()).isBetween(0.38f, 1f);
        assertThat(refused.toString()).doesNotContain("gul").doesNotContain("Abdullah");

        JsonNode allowed = gallery.service()
                .post(
                        gallery.identity("again") + "/templates?face=largest&duplicates=allow",
                        GalleryScenario.form(ABDULLAH_AGAIN))
                .assertOk()
                .json();
        assertThat(allowed.findValuesAsText("outcome")).containsExactly("enrolled");
    }

    @Test
    void anEmbeddingIsEnrolledAndMarked() {
        JsonNode embedded = gallery.service()
                .post("/embedding", new FormBody().file("file", picture(ABDULLAH)))
                .assertOk()
                .json();
        String body =
                "{\"embeddings\": [%s], \"model\": %s}".formatted(embedded.get("embedding"), embedded.get("model"));

        JsonNode first = gallery.postJson(gallery.identity("gul") + "/templates", body)
                .assertOk()
                .json();
        JsonNode second = gallery.postJson(gallery.identity("gul") + "/templates", body)
                .assertOk()
                .json();

        assertThat(first.findValuesAsText("outcome")).containsExactly("enrolled");
        assertThat(first.at("/results/0/quality").isMissingNode()).isTrue();
        assertThat(second.findValuesAsText("outcome")).containsExactly("already_enrolled");
        assertThat(gallery.service()
                        .get(gallery.identity("gul") + "/templates")
                        .json()
                        .at("/templates/0/source")
                        .asText())
                .isEqualTo("embedding");
        assertThat(gallery.verify("gul", ABDULLAH_AGAIN)
                        .assertOk()
                        .json()
                        .get("result")
                        .asText())
                .isEqualTo("access_granted");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | 400 | field_invalid",
                "{\"embeddings\": []} | 400 | field_invalid",
                "{\"embeddings\": [1]} | 400 | embedding_malformed",
                "{\"embeddings\": [[1, 2]]} | 422 | embedding_dimension_mismatch",
                "{\"embeddings\": [[1, 2]], \"model\": \"another\"} | 422 | embedding_model_mismatch"
            })
    void anEmbeddingThatIsNoneIsAProblem(String body, int status, String code) {
        gallery.postJson(gallery.identity("gul") + "/templates", body).assertProblem(status, code);
    }

    @Test
    void aRequestThatEnrolsNothingIsAProblem() {
        String templates = gallery.identity("gul") + "/templates";

        gallery.service().post(templates, new FormBody().text("other", "x")).assertProblem(400, "part_missing");
        gallery.service().post(templates, "text/plain", new byte[1]).assertProblem(415, "media_type_unsupported");
        gallery.service()
                .post(templates + "?duplicates=perhaps", "image/jpeg", picture(ABDULLAH))
                .assertProblem(400, "parameter_invalid");
        gallery.service()
                .post(gallery.identity("nobody") + "/templates", "image/jpeg", picture(ABDULLAH))
                .assertProblem(404, "identity_not_found");
    }

    private static String reason(JsonNode answer, int index) {
        return answer.at("/results/%d/reasons/0".formatted(index)).asText();
    }

    private static BufferedImage read(String path) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(picture(path)));
    }

    private static byte[] png(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    /** Each value is scaled and shifted, from 0..255 to 0..255. */
    private static byte[] rescaled(String path, float scale, float shift) throws IOException {
        return png(new RescaleOp(scale, shift, null).filter(read(path), null));
    }

    /** At a tenth of the size and back. */
    private static byte[] blurred(String path) throws IOException {
        BufferedImage sharp = read(path);
        return png(resized(
                resized(sharp, sharp.getWidth() / 10, sharp.getHeight() / 10), sharp.getWidth(), sharp.getHeight()));
    }

    private static BufferedImage resized(BufferedImage image, int width, int height) {
        BufferedImage resized = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = resized.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return resized;
    }
}

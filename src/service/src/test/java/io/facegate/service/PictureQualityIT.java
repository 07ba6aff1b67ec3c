package io.facegate.service;

import static io.facegate.service.GalleryScenario.ABDULLAH;
import static io.facegate.testing.TestData.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.service.database.DatabaseTestResource;
import io.facegate.testing.FormBody;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.Reply;
import io.facegate.testing.ServiceClient;
import io.facegate.testing.TestData;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad pictures grant nobody, and faces that stand otherwise than upright in the middle are found. */
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@SuppressWarnings("NullAway.Init") // injected
class PictureQualityIT {
    @TestHTTPResource
    URI base;

    @Inject
    ServiceClient service;

    /** Pairs of different people, each of which the embedder takes for one person. */
    @ParameterizedTest
    @CsvSource({"bilevel, png, too_noisy", "noise, jpg, too_noisy", "blur, jpg, too_blurred"})
    void strangersInBadPicturesAreRefusedWhereverSomethingIsDecided(String kind, String extension, String reason) {
        byte[] one = fromCases("%s-a.%s".formatted(kind, extension));
        byte[] other = fromCases("%s-b.%s".formatted(kind, extension));
        GalleryScenario gallery = new GalleryScenario(base);
        gallery.create("gul", "Abdullah");
        gallery.enrol("gul", ABDULLAH);

        assertInsufficient(
                service.post(
                        "/v1/compare", new FormBody().file("reference", one).file("probe", other)),
                "reference",
                reason);
        assertInsufficient(
                service.post(
                        "/v1/compare",
                        new FormBody().file("reference", picture(ABDULLAH)).file("probe", other)),
                "probe",
                reason);
        assertInsufficient(
                service.post(gallery.identity("gul") + "/verify", new FormBody().file("file", other)),
                "picture",
                reason);
        assertInsufficient(
                service.post(gallery.path() + "/identify", new FormBody().file("file", other)), "picture", reason);
        JsonNode each = service.post(gallery.path() + "/identify?face=all", new FormBody().file("file", other))
                .assertOk()
                .json()
                .at("/faces/0");
        assertThat(each.get("outcome").asText()).isEqualTo("unknown");
        assertThat(each.get("reasons").toString()).contains(reason);
        JsonNode enrolled = service.post(gallery.identity("gul") + "/templates", new FormBody().file("picture", one))
                .assertOk()
                .json();
        assertThat(enrolled.at("/results/0/outcome").asText()).isEqualTo("rejected");
        assertThat(enrolled.at("/results/0/reasons").toString()).contains(reason);
    }

    @Test
    void theFaceOfTheOlderComparisonIsJudgedToo() {
        String embedding = service.post("/embedding", new FormBody().file("file", picture(ABDULLAH)))
                .assertOk()
                .json()
                .get("embedding")
                .toString();

        assertInsufficient(
                service.post(
                        "/compare",
                        new FormBody().text("ref_embedding", embedding).file("test_file", fromCases("blur-a.jpg"))),
                "test_file",
                "too_blurred");
    }

    @Test
    void aFaceThatFillsThePictureIsFound() {
        JsonNode face = service.post("/v1/detect", new FormBody().file("file", fromCases("tight-crop-1.jpg")))
                .assertOk()
                .json()
                .at("/faces/0");

        assertThat(face.get("look").asText()).isEqualTo("padded");
        assertThat(face.at("/box/bottom").floatValue()).isBetween(120f, 220f);
        service.post("/embedding", new FormBody().file("file", fromCases("tight-crop-1.jpg")))
                .assertOk();
    }

    @ParameterizedTest
    @ValueSource(ints = {90, 180, 270})
    void aTurnedPictureShowsTheSamePerson(int clockwise) {
        JsonNode answer = service.post(
                        "/v1/compare",
                        new FormBody()
                                .file("reference", picture(ABDULLAH))
                                .file("probe", turned(picture(ABDULLAH), clockwise)))
                .assertOk()
                .json();

        assertThat(answer.get("result").asText()).isEqualTo("access_granted");
        assertThat(answer.at("/reference/look").asText()).isEqualTo("first");
        assertThat(answer.at("/probe/look").asText()).isEqualTo("turned_" + (360 - clockwise));
        assertThat(answer.at("/probe/quality").doubleValue()).isBetween(0.3, 1.0);
    }

    /** The detector sees an upright face here, with the chin for a forehead. */
    @Test
    void aFaceThatStandsOnItsHeadIsNeverEnrolledAsAnUprightOne() {
        GalleryScenario gallery = new GalleryScenario(base);
        gallery.create("a", "Anna");

        JsonNode result = service.post(
                        gallery.identity("a") + "/templates",
                        new FormBody().file("picture", fromCases("upside-down-1.jpg")))
                .assertOk()
                .json()
                .at("/results/0");

        assertThat(result.get("outcome").asText()).isEqualTo("rejected");
        JsonNode faces = service.post("/v1/detect", new FormBody().file("file", fromCases("upside-down-1.jpg")))
                .assertOk()
                .json()
                .get("faces");
        assertThat(faces)
                .allSatisfy(face -> assertThat(face.get("look").asText()).isEqualTo("turned_180"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"faces/hostile/no-face.jpg", "faces/hostile/black.png", "faces/detection/cf-017_0.jpg"})
    void anEmptyPictureStaysEmpty(String path) {
        service.post("/v1/detect", new FormBody().file("file", picture(path))).assertProblem(422, "no_face");
    }

    @Test
    void aTemplateHasTheQualityOfItsPicture() {
        GalleryScenario gallery = new GalleryScenario(base);
        gallery.create("gul", "Abdullah");

        double unified =
                gallery.enrol("gul", ABDULLAH).at("/results/0/quality/unified").doubleValue();

        assertThat(unified).isBetween(0.3, 1.0);
        assertThat(service.get(gallery.identity("gul") + "/templates")
                        .json()
                        .at("/templates/0/quality")
                        .floatValue())
                .isEqualTo((float) unified);
        assertThat(service.get(gallery.path() + "/export").body()).contains("\"quality\":" + (float) unified);
    }

    private static void assertInsufficient(Reply reply, String part, String reason) {
        JsonNode problem = reply.assertProblem(422, "quality_insufficient").json();
        assertThat(problem.get("part").asText()).isEqualTo(part);
        assertThat(problem.get("reasons").toString()).contains(reason);
        assertThat(problem.get("detail").asText()).contains("too ");
    }

    private static byte[] fromCases(String name) {
        Path file = TestData.shared().resolve("cases").resolve(name);
        assumeTrue(Files.exists(file), "skipped: there is no " + file);
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] turned(byte[] picture, int clockwise) {
        try {
            BufferedImage upright = ImageIO.read(new ByteArrayInputStream(picture));
            int side = upright.getWidth();
            BufferedImage turned = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
            for (int y = 0; y < side; y++) {
                for (int x = 0; x < side; x++) {
                    int rgb = upright.getRGB(x, y);
                    switch (clockwise) {
                        case 90 -> turned.setRGB(side - 1 - y, x, rgb);
                        case 180 -> turned.setRGB(side - 1 - x, side - 1 - y, rgb);
                        default -> turned.setRGB(y, side - 1 - x, rgb);
                    }
                }
            }
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            ImageIO.write(turned, "png", png);
            return png.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

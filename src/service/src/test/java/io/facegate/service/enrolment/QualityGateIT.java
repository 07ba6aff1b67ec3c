package io.facegate.service.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.service.database.DatabaseTestResource;
import io.facegate.service.inference.ServedModels;
import io.facegate.service.quality.Purpose;
import io.facegate.service.quality.QualityRules;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.TestData;
import io.facegate.vision.detection.FaceChoice;
import io.facegate.vision.image.PictureRejectedException;
import io.facegate.vision.quality.QualityDefect;
import io.facegate.vision.quality.QualityGate;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.RescaleOp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The default thresholds let ordinary pictures pass and refuse poor ones, on pictures of many people. */
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@SuppressWarnings("NullAway.Init") // injected
class QualityGateIT {
    @Inject
    ServedModels models;

    @Inject
    QualityRules rules;

    /** Tools that know no configuration measure what the service would do. */
    @Test
    void theDefaultsAreTheLibrarys() {
        assertThat(rules.check(Purpose.VERIFICATION).gate()).isEqualTo(QualityGate.DECISIONS);
        assertThat(rules.check(Purpose.ENROLMENT).gate())
                .isEqualTo(QualityGate.DECISIONS.withPose(new QualityGate.PoseLimits(40, 35, 45)));
    }

    @Test
    void ordinaryPicturesPass() {
        assertThat(share(200, UnaryOperator.identity(), List::isEmpty)).isGreaterThanOrEqualTo(0.97);
    }

    @Test
    void picturesAtAnEighthOfTheResolutionAreTooBlurred() {
        assertThat(share(60, QualityGateIT::blurred, defects -> defects.contains(QualityDefect.TOO_BLURRED)))
                .isGreaterThanOrEqualTo(0.85);
    }

    @Test
    void picturesAtAFifthOfTheLightAreTooDark() {
        assertThat(share(
                        60,
                        picture -> new RescaleOp(0.2f, 0, null).filter(picture, null),
                        defects -> defects.contains(QualityDefect.TOO_DARK)))
                .isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void fewGenuinePairsAreRefusedBeforeADecision() throws IOException {
        Path faces = TestData.shared().resolve("faces/lfw");
        List<String[]> genuine = Files.readAllLines(faces.resolve("pairs-val.txt")).stream()
                .map(line -> line.split("\t"))
                .filter(line -> line.length == 3)
                .limit(60)
                .toList();
        long refused = genuine.stream()
                .filter(pair -> !decidable(faces, pair[0], pair[1]) || !decidable(faces, pair[0], pair[2]))
                .count();

        assertThat(genuine).hasSize(60);
        assertThat(refused).isLessThanOrEqualTo(1);
    }

    private boolean decidable(Path faces, String person, String number) {
        Path picture = faces.resolve("images/%s/%s_%04d.jpg".formatted(person, person, Integer.parseInt(number)));
        try {
            return rules.check(Purpose.VERIFICATION)
                    .defects(models.pipeline()
                            .embed(Files.readAllBytes(picture), FaceChoice.LARGEST)
                            .get(0)
                            .quality())
                    .isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 20, 45, 70})
    void noisyPicturesAreTooNoisy(int deviation) {
        assertThat(share(
                        40,
                        picture -> DegradedPictures.noisy(picture, deviation),
                        defects -> defects.contains(QualityDefect.TOO_NOISY)))
                .isGreaterThanOrEqualTo(0.97);
    }

    @ParameterizedTest
    @CsvSource({"2, true", "2, false", "4, true", "4, false"})
    void picturesOfFewGreyLevelsAreRefused(int levels, boolean dithered) {
        assertThat(share(
                        40,
                        picture -> DegradedPictures.ofGreyLevels(picture, levels, dithered),
                        defects -> defects.contains(QualityDefect.TOO_NOISY)
                                || defects.contains(QualityDefect.TOO_FEW_GREY_LEVELS)))
                .isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void noiseOverABlurredFaceIsNoWayIn() {
        assertThat(share(
                        40,
                        picture -> DegradedPictures.noisy(blurred(picture), 6),
                        defects -> defects.contains(QualityDefect.TOO_BLURRED)
                                || defects.contains(QualityDefect.TOO_NOISY)))
                .isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void largePixelsArePixelated() {
        assertThat(share(
                        40,
                        picture -> DegradedPictures.pixelated(picture, 9),
                        defects -> defects.contains(QualityDefect.PIXELATED)))
                .isGreaterThanOrEqualTo(0.85);
    }

    private interface Expectation {
        boolean meets(List<QualityDefect> defects);
    }

    /** Of the people whose face is found at all. */
    private double share(int people, UnaryOperator<BufferedImage> change, Expectation expectation) {
        List<List<QualityDefect>> defects = pictures(people).stream()
                .flatMap(picture -> defects(change.apply(read(picture))).stream())
                .toList();
        assertThat(defects).hasSizeGreaterThan(people / 4); // nobody finds a face in the worst ones
        return (double) defects.stream().filter(expectation::meets).count() / defects.size();
    }

    /** The face's defects; nothing where no face is found. */
    private List<List<QualityDefect>> defects(BufferedImage picture) {
        try {
            return models.pipeline().embed(png(picture), FaceChoice.MAIN).stream()
                    .map(face -> rules.check(Purpose.ENROLMENT).defects(face.quality()))
                    .toList();
        } catch (PictureRejectedException e) {
            return List.of();
        }
    }

    private static List<Path> pictures(int count) {
        Path faces = TestData.shared().resolve("faces/lfw");
        try {
            List<String> people = Files.readAllLines(faces.resolve("train.txt"));
            return IntStream.range(0, count)
                    .mapToObj(i -> people.get(i * people.size() / count))
                    .map(person -> faces.resolve("images/%s/%s_0001.jpg".formatted(person, person)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedImage read(Path picture) {
        try {
            return ImageIO.read(picture.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] png(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static BufferedImage blurred(BufferedImage sharp) {
        return resized(
                resized(sharp, sharp.getWidth() / 8, sharp.getHeight() / 8), sharp.getWidth(), sharp.getHeight());
    }

    private static BufferedImage resized(BufferedImage image, int width, int height) {
        BufferedImage resized = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = resized.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return resized;
    }
}

package io.facegate.service.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.service.database.DatabaseTestResource;
import io.facegate.service.model.ServedModels;
import io.facegate.service.testing.NeedsModels;
import io.facegate.service.testing.TestData;
import io.facegate.vision.PictureRejectedException;
import io.facegate.vision.detection.FaceChoice;
import io.facegate.vision.quality.QualityDefect;
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

/** The default thresholds let ordinary pictures pass and refuse poor ones, on pictures of many people. */
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@SuppressWarnings("NullAway.Init") // injected
class QualityGateIT {
    @Inject
    ServedModels models;

    @Inject
    EnrolmentRules rules;

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

    private interface Expectation {
        boolean meets(List<QualityDefect> defects);
    }

    /** Of the people whose face is found at all. */
    private double share(int people, UnaryOperator<BufferedImage> change, Expectation expectation) {
        List<List<QualityDefect>> defects = pictures(people).stream()
                .flatMap(picture -> defects(change.apply(read(picture))).stream())
                .toList();
        assertThat(defects).hasSizeGreaterThan(people * 9 / 10);
        return (double) defects.stream().filter(expectation::meets).count() / defects.size();
    }

    /** The face's defects; nothing where no face is found. */
    private List<List<QualityDefect>> defects(BufferedImage picture) {
        try {
            return models.pipeline().embed(png(picture), FaceChoice.CENTRAL).stream()
                    .map(face -> rules.gate().defects(face.quality()))
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

package io.facegate.training.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.facegate.vision.alignment.FaceCrop;
import io.facegate.vision.detection.DetectedFace;
import io.facegate.vision.detection.FaceBox;
import io.facegate.vision.detection.FaceDetector;
import io.facegate.vision.image.ImageDecoder;
import io.facegate.vision.image.ImageLimits;
import io.facegate.vision.image.PictureRejectedException;
import io.facegate.vision.image.Rejection;
import io.facegate.vision.image.RgbImage;
import io.facegate.vision.landmark.Landmarks;
import io.facegate.vision.landmark.Point;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class FaceCropperTest {
    private static final CropGeometry GEOMETRY = new CropGeometry(32, 4);

    /** Finds what it is told to. */
    private record Finding(List<DetectedFace> faces) implements FaceDetector {
        @Override
        public List<DetectedFace> detect(RgbImage image) {
            return faces;
        }

        @Override
        public void close() {}
    }

    /** A face whose landmarks lie in it as they lie in a crop. */
    private static DetectedFace face(float left, float top, float side) {
        float scale = side / 112;
        List<Point> points = GEOMETRY.faceTemplate().landmarks().points().stream()
                .map(point -> new Point(
                        left + point.x() * scale * 112 / GEOMETRY.faceSize(),
                        top + point.y() * scale * 112 / GEOMETRY.faceSize()))
                .toList();
        return new DetectedFace(new FaceBox(left, top, left + side, top + side), Landmarks.of(points), 1);
    }

    /** 300x200: red to the left, blue in the middle, green to the right. */
    private static byte[] picture() throws IOException {
        BufferedImage image = new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        Color[] colours = {Color.RED, Color.BLUE, Color.GREEN};
        for (int i = 0; i < 3; i++) {
            graphics.setColor(colours[i]);
            graphics.fillRect(100 * i, 0, 100, 200);
        }
        graphics.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return png.toByteArray();
    }

    private static byte[] crop(DetectedFace... faces) throws IOException {
        return new FaceCropper(new ImageDecoder(ImageLimits.DEFAULT), new Finding(List.of(faces)), GEOMETRY)
                .crop(picture());
    }

    private static float[] middle(byte[] crop) {
        try (RgbImage image = new ImageDecoder(ImageLimits.DEFAULT).decode(crop)) {
            assertThat(image.width()).isEqualTo(GEOMETRY.cropSize());
            assertThat(image.height()).isEqualTo(GEOMETRY.cropSize());
            int at = (GEOMETRY.cropSize() / 2 * GEOMETRY.cropSize() + GEOMETRY.cropSize() / 2) * 3;
            return new float[] {
                image.pixels().get(at) & 0xff,
                image.pixels().get(at + 1) & 0xff,
                image.pixels().get(at + 2) & 0xff
            };
        }
    }

    @Test
    void theFaceIsCutOut() throws IOException {
        assertThat(middle(crop(face(20, 60, 60)))).containsExactly(new float[] {255, 0, 0}, within(6f));
    }

    @Test
    void ofSeveralFacesOfLikeSizeItIsTheOneInTheMiddle() throws IOException {
        assertThat(middle(crop(face(20, 60, 62), face(120, 70, 60), face(220, 60, 61))))
                .containsExactly(new float[] {0, 0, 255}, within(6f));
    }

    @Test
    void aMuchLargerFaceIsWhoThePictureIsOf() throws IOException {
        assertThat(middle(crop(face(140, 20, 160), face(140, 90, 16))))
                .containsExactly(new float[] {0, 255, 0}, within(6f));
    }

    @Test
    void withoutAFaceThePictureIsRefused() {
        assertThatThrownBy(FaceCropperTest::crop)
                .isInstanceOf(PictureRejectedException.class)
                .extracting(e -> ((PictureRejectedException) e).rejection())
                .isEqualTo(Rejection.NO_FACE);
    }

    /** A chequerboard of red and blue would be of one colour with half of the chroma left out. */
    @Test
    void coloursKeepTheirPlacesInTheJpeg() {
        byte[] rgb = new byte[32 * 32 * 3];
        for (int i = 0; i < 32 * 32; i++) {
            rgb[3 * i + ((i / 32 + i % 32) % 2 == 0 ? 0 : 2)] = (byte) 255;
        }

        try (RgbImage image = new ImageDecoder(ImageLimits.DEFAULT).decode(FaceJpeg.encode(new FaceCrop(32, rgb)))) {
            assertThat(image.pixels().get(0) & 0xff).as("red").isGreaterThan(200);
            assertThat(image.pixels().get(3) & 0xff).isLessThan(60);
            assertThat(image.pixels().get(5) & 0xff).as("blue").isGreaterThan(200);
        }
    }
}

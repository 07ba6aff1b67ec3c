package io.facegate.vision.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.vision.image.RgbImage;
import io.facegate.vision.landmark.AlignmentTemplate;
import io.facegate.vision.landmark.Landmarks;
import io.facegate.vision.landmark.Point;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaceAlignerTest {
    private static final int SIZE = 112;
    private static final AlignmentTemplate TEMPLATE = AlignmentTemplate.arcface(SIZE);

    private final FaceAligner aligner = new FaceAligner(TEMPLATE);

    @FunctionalInterface
    private interface Brightness {
        /** Of a pixel, by its column and row. */
        double at(int column, int row);
    }

    @Test
    void aFaceThatLiesRightIsCopied() {
        byte[] noise = noise(SIZE, SIZE);
        try (RgbImage image = image(SIZE, SIZE, noise)) {
            assertThat(crop(image, TEMPLATE.landmarks()).rgb()).isEqualTo(noise);
        }
    }

    @Test
    void aFaceElsewhereIsMoved() {
        byte[] noise = noise(200, 150);
        try (RgbImage image = image(200, 150, noise)) {
            byte[] crop = crop(image, placed(1, 30, 20)).rgb();

            for (int y = 0; y < SIZE; y++) {
                for (int x = 0; x < SIZE * 3; x++) {
                    assertThat(crop[y * SIZE * 3 + x]).isEqualTo(noise[((y + 20) * 200 + 30) * 3 + x]);
                }
            }
        }
    }

    @Test
    void aFaceLyingOnItsSideIsTurned() {
        byte[] noise = noise(SIZE, SIZE);
        try (RgbImage image = image(SIZE, SIZE, noise);
                Mat lying = new Mat()) {
            opencv_core.rotate(image.mat(), lying, opencv_core.ROTATE_90_CLOCKWISE);
            try (RgbImage turned = new RgbImage(lying)) {
                Landmarks landmarks = Landmarks.of(TEMPLATE.landmarks().points().stream()
                        .map(point -> new Point(SIZE - point.y(), point.x()))
                        .toList());
                assertThat(crop(turned, landmarks).rgb()).isEqualTo(noise);
            }
        }
    }

    /** A ramp stays a ramp under any scale, if pixel centres are where they should be. */
    @ParameterizedTest
    @CsvSource({
        "0.5, 20.5, 10.25",
        "1.7, 20.5, 10.25",
        "1.99, 7, 8",
        "2, 0.5, 0.25",
        "2.9, 3.3, 3.3",
        "5, 17.4, 3",
        "5.5, 100, 9"
    })
    void pixelCentresStayInPlaceAtEveryScale(double scale, double left, double top) {
        int side = 800;
        byte[] ramp = grey(side, side, (column, row) -> 20 + (column + 0.5) * 0.2 + (row + 0.5) * 0.05);
        try (RgbImage image = image(side, side, ramp)) {
            byte[] crop = crop(image, placed(scale, left, top)).rgb();

            for (int y = 1; y < SIZE - 1; y += 10) {
                for (int x = 1; x < SIZE - 1; x += 10) {
                    double pictureX = left + (x + 0.5) * scale;
                    double pictureY = top + (y + 0.5) * scale;
                    double expected = 20 + pictureX * 0.2 + pictureY * 0.05;
                    // the ramp itself is rounded, and so are crop and average
                    assertThat((double) (crop[(y * SIZE + x) * 3] & 0xFF)).isBetween(expected - 1.3, expected + 1.3);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {2.1, 3, 3.7, 6})
    void finePatternsOfALargeFaceAreAveraged(double scale) {
        int side = 800;
        byte[] checks = grey(side, side, (column, row) -> (column + row) % 2 == 0 ? 255 : 0);
        try (RgbImage image = image(side, side, checks)) {
            byte[] crop = crop(image, placed(scale, 40.3, 50.7)).rgb();

            for (byte value : crop) {
                assertThat(value & 0xFF).isBetween(97, 158);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 4})
    void thereIsBlackBeyondThePicture(double scale) {
        int side = 500;
        try (RgbImage image = image(side, side, grey(side, side, (column, row) -> 200))) {
            byte[] crop = crop(image, placed(scale, -20 * scale, -30 * scale)).rgb();

            assertThat(crop[(28 * SIZE + 60) * 3]).isZero();
            assertThat(crop[(60 * SIZE + 18) * 3]).isZero();
            assertThat(crop[(32 * SIZE + 22) * 3] & 0xFF).isEqualTo(200);
            assertThat(crop(image, placed(scale, 100_000, 0)).rgb()).containsOnly(0);
        }
    }

    @Test
    void aBatchKeepsItsOrder() {
        byte[] noise = noise(200, 150);
        try (RgbImage image = image(200, 150, noise)) {
            List<Landmarks> faces = List.of(placed(1, 0, 0), placed(0.5, 30, 20), placed(1, 50, 30));

            List<FaceCrop> crops = aligner.align(image, faces);

            assertThat(crops).hasSize(3);
            for (int i = 0; i < 3; i++) {
                assertThat(crops.get(i).size()).isEqualTo(SIZE);
                assertThat(crops.get(i).rgb())
                        .isEqualTo(crop(image, faces.get(i)).rgb());
            }
            assertThat(aligner.align(image, List.of())).isEmpty();
        }
    }

    @Test
    void oneLandmarkFiveTimesIsATypedError() {
        Landmarks point = Landmarks.of(Collections.nCopies(5, new Point(50, 50)));
        try (RgbImage image = image(SIZE, SIZE, noise(SIZE, SIZE))) {
            assertThatThrownBy(() -> crop(image, point)).isInstanceOf(DegenerateLandmarksException.class);
        }
    }

    @Test
    void theTemplateScalesWithTheCrop() {
        Point eye = AlignmentTemplate.arcface(112).landmarks().leftEye();
        Point eyeOfLarger = AlignmentTemplate.arcface(224).landmarks().leftEye();

        assertThat(eye).isEqualTo(new Point(38.7946f, 52.1963f));
        assertThat(eyeOfLarger).isEqualTo(new Point(2 * 38.7946f, 2 * 52.1963f));
    }

    private FaceCrop crop(RgbImage image, Landmarks face) {
        return aligner.align(image, List.of(face)).get(0);
    }

    /** Landmarks of a face whose crop has its left top corner there, and pixels of that many of the picture's. */
    private static Landmarks placed(double scale, double left, double top) {
        return Landmarks.of(TEMPLATE.landmarks().points().stream()
                .map(point -> new Point((float) (left + point.x() * scale), (float) (top + point.y() * scale)))
                .toList());
    }

    private static byte[] noise(int width, int height) {
        byte[] noise = new byte[width * height * 3];
        new Random(3).nextBytes(noise);
        return noise;
    }

    private static byte[] grey(int width, int height, Brightness brightness) {
        byte[] rgb = new byte[width * height * 3];
        for (int i = 0; i < rgb.length; i++) {
            int pixel = i / 3;
            rgb[i] = (byte) Math.round(brightness.at(pixel % width, pixel / width));
        }
        return rgb;
    }

    private static RgbImage image(int width, int height, byte[] rgb) {
        Mat mat = new Mat(height, width, opencv_core.CV_8UC3);
        mat.data().put(rgb);
        return new RgbImage(mat);
    }
}

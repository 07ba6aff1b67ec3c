package io.facegate.vision.detection;

import static java.util.Comparator.comparingDouble;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegate.vision.image.RgbImage;
import io.facegate.vision.landmark.Landmarks;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every {@link FaceDetector} must do: the tests of a detector extend this. */
public abstract class FaceDetectorKit {
    private static final int THREADS = 4;
    private static final int ROUNDS = 5;

    /** The detector under test, which the kit does not close. */
    protected abstract FaceDetector detector();

    /** A picture with at least three faces, all of them upright; the kit closes it. */
    protected abstract RgbImage pictureWithFaces();

    @ParameterizedTest
    @CsvSource({"16, 16", "16, 17", "31, 29", "16, 4000", "4000, 16", "40, 3000", "640, 480", "1280, 33"})
    void aBlankPictureOfAnyShapeHasNoFace(int width, int height) {
        for (int grey : new int[] {0, 127, 255}) {
            try (RgbImage blank =
                    new RgbImage(new Mat(height, width, opencv_core.CV_8UC3, new Scalar(grey, grey, grey, 0)))) {
                assertThat(detector().detect(blank)).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"16, 16", "100, 2000", "333, 257"})
    void noiseOfAnyShapeIsSearchedWithoutError(int width, int height) {
        byte[] noise = new byte[width * height * 3];
        new Random(7).nextBytes(noise);
        Mat mat = new Mat(height, width, opencv_core.CV_8UC3);
        try (BytePointer pixels = mat.data();
                RgbImage image = new RgbImage(mat)) {
            pixels.put(noise);

            assertThat(detector().detect(image)).hasSizeLessThan(10);
        }
    }

    @Test
    void theHighestScoreComesFirst() {
        try (RgbImage image = pictureWithFaces()) {
            assertThat(detector().detect(image))
                    .hasSizeGreaterThanOrEqualTo(3)
                    .isSortedAccordingTo(comparingDouble(DetectedFace::score).reversed())
                    .allSatisfy(face -> assertThat(face.score()).isBetween(0f, 1f));
        }
    }

    @Test
    void landmarksAreWhereTheyBelongInAnUprightFace() {
        try (RgbImage image = pictureWithFaces()) {
            assertThat(detector().detect(image)).allSatisfy(face -> {
                Landmarks points = face.landmarks();
                assertThat(points.leftEye().x()).isLessThan(points.rightEye().x());
                assertThat(points.leftMouth().x())
                        .isLessThan(points.rightMouth().x());
                assertThat(points.nose().y())
                        .isGreaterThan(
                                Math.min(points.leftEye().y(), points.rightEye().y()))
                        .isLessThan(Math.max(
                                points.leftMouth().y(), points.rightMouth().y()));
                assertThat(points.nose().x())
                        .isBetween(face.box().left(), face.box().right());
            });
        }
    }

    /** Coordinates count from the corner of the upper left pixel, so mirroring a picture mirrors its faces. */
    @Test
    void aMirroredPictureHasMirroredFaces() {
        try (RgbImage image = pictureWithFaces();
                RgbImage mirrored = mirror(image)) {
            List<DetectedFace> faces = detector().detect(image);
            List<DetectedFace> mirroredFaces = detector().detect(mirrored);

            assertThat(mirroredFaces).hasSameSizeAs(faces);
            double shift = faces.stream()
                    .mapToDouble(face -> {
                        FaceBox box = face.box();
                        FaceBox expected = new FaceBox(
                                image.width() - box.right(), box.top(), image.width() - box.left(), box.bottom());
                        DetectedFace found = mirroredFaces.stream()
                                .max(comparingDouble(other -> other.box().overlap(expected)))
                                .orElseThrow();
                        assertThat(found.box().overlap(expected)).isGreaterThan(0.7f);
                        return (found.landmarks().nose().x()
                                        - (image.width()
                                                - face.landmarks().nose().x()))
                                / box.width();
                    })
                    .average()
                    .orElseThrow();
            assertThat(shift).isCloseTo(0, within(0.05));
        }
    }

    @Test
    void severalThreadsGetTheSameFaces() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(THREADS);
        try (RgbImage image = pictureWithFaces()) {
            List<DetectedFace> expected = detector().detect(image);
            List<Future<List<DetectedFace>>> answers = new ArrayList<>();
            for (int i = 0; i < THREADS * ROUNDS; i++) {
                answers.add(executor.submit(() -> detector().detect(image)));
            }
            for (Future<List<DetectedFace>> answer : answers) {
                assertThat(answer.get()).isEqualTo(expected);
            }
        } finally {
            executor.shutdown();
        }
    }

    private static RgbImage mirror(RgbImage image) {
        Mat mirrored = new Mat();
        opencv_core.flip(image.mat(), mirrored, 1);
        return new RgbImage(mirrored);
    }
}

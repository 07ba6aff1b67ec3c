package io.facegate.vision.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegate.vision.image.Picture;
import io.facegate.vision.image.RgbImage;
import io.facegate.vision.landmark.Landmarks;
import io.facegate.vision.landmark.Point;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With a detector that takes white squares for faces, if they are as large as it looks for. */
class ProminentFacesTest {
    private static final int SMALLEST = 40;

    private final Squares squares = new Squares();
    private final ProminentFaces prominent = new ProminentFaces(squares);

    @ParameterizedTest
    @EnumSource(names = {"MAIN", "LARGEST"})
    void theFaceIsThatOfAllFacesWhereverTheyAre(FaceChoice choice) {
        for (int seed = 0; seed < 200; seed++) {
            try (Picture picture = scene(seed)) {
                List<DetectedFace> all = squares.detect(picture.pixels());
                FaceBox expected = choice.from(all, picture.width(), picture.height())
                        .get(0)
                        .box();

                FaceBox box = choice.from(prominent.of(picture, choice), picture.width(), picture.height())
                        .get(0)
                        .box();

                assertThat(box.overlap(expected)).as("seed %d", seed).isGreaterThan(0.9f);
            }
        }
    }

    /** However large the picture is. */
    @ParameterizedTest
    @ValueSource(ints = {1_000, 2_000, 4_000, 7_000})
    void aFaceThatFillsAThirdIsFoundByOneSmallLook(int side) {
        try (Picture picture = picture(side, side, List.of(new Rect(side / 3, side / 3, side / 3, side / 3)))) {
            FaceBox box = prominent.of(picture, FaceChoice.MAIN).get(0).box();

            assertThat(box.left()).isCloseTo(side / 3f, within(8f));
            assertThat(squares.pixels).hasSize(1);
            assertThat(squares.pixels.get(0)).isLessThanOrEqualTo(1_200 * 1_200);
        }
    }

    /** Where a small one in the middle would be the main face. */
    @Test
    void besideTheCentreOnlyTheMiddleIsLookedAtFiner() {
        try (Picture picture = picture(4_000, 4_000, List.of(new Rect(2_350, 1_750, 500, 500)))) {
            assertThat(prominent.of(picture, FaceChoice.MAIN)).hasSize(1);

            assertThat(squares.pixels.stream().mapToLong(pixels -> pixels).sum())
                    .isLessThan(4_000 * 4_000 / 3);
        }
    }

    @Test
    void aSmallFaceInTheMiddleBeatsALargeOneAtTheEdge() {
        try (Picture picture =
                picture(3_000, 2_000, List.of(new Rect(100, 100, 500, 500), new Rect(1_480, 980, 50, 50)))) {
            assertThat(FaceChoice.MAIN
                            .from(prominent.of(picture, FaceChoice.MAIN), 3_000, 2_000)
                            .get(0)
                            .box()
                            .width())
                    .isCloseTo(50, within(2f));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ALL", "ONLY"})
    void whoWantsToKnowOfAllGetsAll(FaceChoice choice) {
        try (Picture picture = picture(2_000, 2_000, List.of(new Rect(600, 600, 800, 800), new Rect(50, 50, 45, 45)))) {
            assertThat(prominent.firstFactor(picture, choice)).isEqualTo(1);
            assertThat(prominent.of(picture, choice)).hasSize(2);
        }
    }

    @Test
    void whereThereIsNoFaceAllIsLookedAt() {
        try (Picture picture = picture(1_500, 1_500, List.of())) {
            assertThat(prominent.of(picture, FaceChoice.MAIN)).isEmpty();

            assertThat(Collections.max(squares.pixels)).isEqualTo(1_500 * 1_500);
        }
    }

    /** Two that are alike: which is first depends on half a pixel. */
    @Test
    void aTieIsSettledByLookingAtAll() {
        try (Picture picture =
                picture(2_000, 2_000, List.of(new Rect(300, 800, 400, 400), new Rect(1_300, 800, 401, 401)))) {
            assertThat(FaceChoice.LARGEST
                            .from(prominent.of(picture, FaceChoice.LARGEST), 2_000, 2_000)
                            .get(0)
                            .box()
                            .width())
                    .isCloseTo(401, within(0.1f));
        }
    }

    private static Picture scene(int seed) {
        Random random = new Random(seed);
        int width = 500 + random.nextInt(2_000);
        int height = 500 + random.nextInt(2_000);
        List<Rect> places = new ArrayList<>();
        int faces = 1 + random.nextInt(6);
        for (int i = 0; i < faces; i++) {
            int side = (int) (42 * Math.pow(Math.min(width, height) * 0.7 / 42, random.nextDouble()));
            int x = 2 + random.nextInt(width - side - 4);
            int y = 2 + random.nextInt(height - side - 4);
            if (places.isEmpty() && random.nextBoolean()) {
                x = (width - side) / 2;
                y = (height - side) / 2;
            }
            Rect place = new Rect(x, y, side, side);
            if (places.stream().noneMatch(other -> touching(other, place))) {
                places.add(place);
            }
        }
        return picture(width, height, places);
    }

    private static boolean touching(Rect one, Rect other) {
        int apart = 40;
        return one.x() < other.x() + other.width() + apart
                && other.x() < one.x() + one.width() + apart
                && one.y() < other.y() + other.height() + apart
                && other.y() < one.y() + one.height() + apart;
    }

    private static Picture picture(int width, int height, List<Rect> faces) {
        Mat mat = new Mat(height, width, opencv_core.CV_8UC3, Scalar.all(40));
        for (Rect face : faces) {
            try (Mat part = new Mat(mat, face)) {
                part.put(Scalar.all(250));
            }
        }
        return Picture.of(new RgbImage(mat));
    }

    private static final class Squares implements FaceDetector {
        private final List<Integer> pixels = new ArrayList<>();

        @Override
        public List<DetectedFace> detect(RgbImage image) {
            return detect(image, SMALLEST);
        }

        @Override
        public List<DetectedFace> detect(RgbImage image, float minimumFace) {
            pixels.add(image.width() * image.height());
            List<DetectedFace> faces = new ArrayList<>();
            try (Mat red = new Mat();
                    Mat bright = new Mat();
                    Mat hierarchy = new Mat();
                    MatVector contours = new MatVector()) {
                opencv_core.extractChannel(image.mat(), red, 0);
                opencv_imgproc.threshold(red, bright, 145, 255, opencv_imgproc.THRESH_BINARY);
                opencv_imgproc.findContours(
                        bright, contours, hierarchy, opencv_imgproc.RETR_EXTERNAL, opencv_imgproc.CHAIN_APPROX_SIMPLE);
                for (long i = 0; i < contours.size(); i++) {
                    Rect found = opencv_imgproc.boundingRect(contours.get(i));
                    if (Math.sqrt((double) found.width() * found.height()) >= minimumFace) {
                        faces.add(face(found));
                    }
                }
            }
            return faces;
        }

        private static DetectedFace face(Rect found) {
            Point centre = new Point(found.x() + found.width() / 2f, found.y() + found.height() / 2f);
            return new DetectedFace(
                    new FaceBox(
                            found.x(),
                            found.y(),
                            found.x() + (float) found.width(),
                            found.y() + (float) found.height()),
                    new Landmarks(centre, centre, centre, centre, centre),
                    0.99f);
        }

        @Override
        public float minimumFace(int width, int height) {
            return SMALLEST;
        }

        @Override
        public void close() {}
    }
}

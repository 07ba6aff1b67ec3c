package io.facegate.vision.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegate.vision.image.RgbImage;
import io.facegate.vision.landmark.Landmarks;
import io.facegate.vision.landmark.Point;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With a detector that takes a bright square for a face, and its reddest pixel for the nose. */
class PatientDetectorTest {
    private static final int SIDE = 40;

    private final SquareDetector squares = new SquareDetector();
    private final FaceDetector detector = new PatientDetector(squares, SecondLook.DEFAULT);

    @Test
    void aSureFaceIsLookedAtOnce() {
        try (RgbImage picture = square(200, 150, 80, 60, 220)) {
            DetectedFace face = detector.detect(picture).get(0);

            assertThat(face.look()).isEqualTo(Look.FIRST);
            assertThat(squares.looks).isEqualTo(1);
        }
    }

    @Test
    void aFaceThatFillsThePictureIsFoundWithinABorder() {
        try (RgbImage picture = square(SIDE, SIDE, 0, 0, 220)) {
            DetectedFace face = detector.detect(picture).get(0);

            assertThat(face.look()).isEqualTo(Look.PADDED);
            assertThat(face.box().left()).isCloseTo(0, within(1f));
            assertThat(face.box().bottom()).isCloseTo(SIDE, within(1f));
            assertThat(face.landmarks().nose().x()).isCloseTo(SIDE / 2f, within(1.5f));
            assertThat(face.landmarks().nose().y()).isCloseTo(0.75f * SIDE, within(1.5f));
        }
    }

    @ParameterizedTest
    @CsvSource({"90, TURNED_270", "180, TURNED_180", "270, TURNED_90"})
    void aTurnedFaceIsFoundWhereItIs(int clockwise, Look look) {
        squares.onlyUpright = true;
        try (RgbImage upright = square(200, 150, 80, 60, 220);
                RgbImage picture = turned(upright, clockwise)) {
            DetectedFace face = detector.detect(picture).get(0);

            assertThat(face.look()).isEqualTo(look);
            Point nose = nose(picture);
            assertThat(face.landmarks().nose().x()).isCloseTo(nose.x(), within(1.5f));
            assertThat(face.landmarks().nose().y()).isCloseTo(nose.y(), within(1.5f));
            assertThat(face.box().width()).isCloseTo(SIDE, within(2f));
        }
    }

    @Test
    void anUnsureFaceThatStandsOnItsHeadIsTurned() {
        squares.uprightScore = 0.97f;
        squares.turnedScore = 0.85f;
        try (RgbImage upright = square(200, 150, 80, 60, 220);
                RgbImage picture = turned(upright, 180)) {
            DetectedFace face = detector.detect(picture).get(0);

            assertThat(face.look()).isEqualTo(Look.TURNED_180);
            assertThat(face.score()).isEqualTo(0.97f);
            assertThat(face.landmarks().nose().y()).isCloseTo(nose(picture).y(), within(1.5f));
            assertThat(detector.detect(upright)).extracting(DetectedFace::look).containsExactly(Look.FIRST);
        }
    }

    @Test
    void aDarkFaceIsFoundBrightened() {
        try (RgbImage picture = square(200, 150, 80, 60, 60)) {
            assertThat(detector.detect(picture)).extracting(DetectedFace::look).containsExactly(Look.BRIGHTENED);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 60, 128, 170})
    void anEmptyPictureStaysEmptyAndIsLookedAtFewTimes(int grey) {
        try (RgbImage picture = new RgbImage(new Mat(150, 200, opencv_core.CV_8UC3, Scalar.all(grey)))) {
            assertThat(detector.detect(picture)).isEmpty();
            assertThat(squares.looks).isBetween(5, 6);
        }
    }

    @Test
    void aLargePictureIsMadeSmallFirst() {
        try (RgbImage picture = new RgbImage(new Mat(3_000, 4_000, opencv_core.CV_8UC3, Scalar.all(128)))) {
            detector.detect(picture);

            assertThat(squares.pixels.subList(1, squares.pixels.size()))
                    .allSatisfy(pixels -> assertThat(pixels).isLessThanOrEqualTo(1_010_000));
        }
    }

    @Test
    void withoutPixelsForItThereIsNoSecondLook() {
        FaceDetector once = new PatientDetector(squares, SecondLook.DEFAULT.withMaximumPixels(0));
        try (RgbImage picture = square(SIDE, SIDE, 0, 0, 220)) {
            assertThat(once.detect(picture)).isEmpty();
            assertThat(squares.looks).isEqualTo(1);
        }
    }

    /** Grey, with a square that has a redder pixel below its centre. */
    private static RgbImage square(int width, int height, int left, int top, int brightness) {
        Mat picture = new Mat(height, width, opencv_core.CV_8UC3, Scalar.all(brightness / 4.0));
        fill(picture, left, top, SIDE, new Scalar(brightness, brightness, brightness, 0));
        fill(picture, left + SIDE / 2 - 1, top + 3 * SIDE / 4 - 1, 2, new Scalar(brightness, 0, 0, 0));
        return new RgbImage(picture);
    }

    private static void fill(Mat picture, int left, int top, int side, Scalar colour) {
        try (Mat part = new Mat(picture, new Rect(left, top, side, side))) {
            part.put(colour);
        }
    }

    private static RgbImage turned(RgbImage upright, int clockwise) {
        Mat turned = new Mat();
        opencv_core.rotate(upright.mat(), turned, clockwise / 90 - 1);
        return new RgbImage(turned);
    }

    private static Point nose(RgbImage picture) {
        byte[] rgb = new byte[picture.width() * picture.height() * 3];
        picture.pixels().get(rgb);
        int best = 0;
        for (int i = 0; i < rgb.length; i += 3) {
            if (redness(rgb, i) > redness(rgb, best)) {
                best = i;
            }
        }
        return new Point(best / 3 % picture.width() + 1, best / 3 / picture.width() + 1f);
    }

    private static int redness(byte[] rgb, int at) {
        return (rgb[at] & 0xFF) - (rgb[at + 1] & 0xFF);
    }

    private static final class SquareDetector implements FaceDetector {
        private final List<Integer> pixels = new ArrayList<>();
        private int looks;
        private boolean onlyUpright;
        private float uprightScore = 0.999f;
        private float turnedScore = 0.995f;

        @Override
        public List<DetectedFace> detect(RgbImage image) {
            looks++;
            pixels.add(image.width() * image.height());
            Rect found = square(image);
            if (found.width() < SIDE / 4
                    || found.x() == 0
                    || found.y() == 0
                    || found.x() + found.width() == image.width()) {
                return List.of();
            }
            Point nose = nose(image);
            boolean upright = nose.y() > found.y() + 0.6 * found.height();
            if (onlyUpright && !upright) {
                return List.of();
            }
            FaceBox box = new FaceBox(
                    found.x(), found.y(), found.x() + (float) found.width(), found.y() + (float) found.height());
            Point left = new Point(box.left(), box.top());
            Point right = new Point(box.right(), box.top());
            return List.of(new DetectedFace(
                    box, new Landmarks(left, right, nose, left, right), upright ? uprightScore : turnedScore));
        }

        /** What is brighter than any border. */
        private static Rect square(RgbImage image) {
            try (Mat red = new Mat();
                    Mat bright = new Mat()) {
                opencv_core.extractChannel(image.mat(), red, 0);
                opencv_imgproc.threshold(red, bright, 180, 255, opencv_imgproc.THRESH_BINARY);
                return opencv_imgproc.boundingRect(bright);
            }
        }

        @Override
        public void close() {}
    }
}

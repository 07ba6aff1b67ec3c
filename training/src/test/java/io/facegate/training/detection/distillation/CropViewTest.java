package io.facegate.training.detection.distillation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;

class CropViewTest {
    private static final int SIDE = 48;
    private static final TaughtFace.Square SQUARE = new TaughtFace.Square(40, 30, 96);

    /** Black, with a white spot of 6x6 pixels around the point. */
    private static Mat spot(int x, int y) {
        try (Scalar black = new Scalar(0, 0, 0, 0);
                Scalar white = new Scalar(255, 255, 255, 0);
                Rect rectangle = new Rect(x - 3, y - 3, 6, 6)) {
            Mat picture = new Mat(200, 220, opencv_core.CV_8UC3, black);
            try (Mat there = new Mat(picture, rectangle)) {
                there.put(white);
            }
            return picture;
        }
    }

    /** Where the white is on average, in crop sides. */
    private static double[] seen(Mat crop) {
        byte[] pixels = new byte[SIDE * SIDE * 3];
        new BytePointer(crop.data()).get(pixels);
        double[] sum = new double[2];
        double weight = 0;
        for (int i = 0; i < SIDE * SIDE; i++) {
            int value = pixels[3 * i] & 0xff;
            sum[0] += value * (i % SIDE + 0.5) / SIDE;
            sum[1] += value * (i / SIDE + 0.5) / SIDE;
            weight += value;
        }
        return new double[] {sum[0] / weight, sum[1] / weight};
    }

    @Test
    void aPointIsWhereItsPixelsAre() {
        List<CropView> views = new ArrayList<>(List.of(
                new CropView(false, 0, 1, 0, 0),
                new CropView(true, 0, 1, 0, 0),
                new CropView(false, 25, 1.1, 0.05, -0.05),
                new CropView(true, -25, 0.9, -0.05, 0.05)));
        Random random = new Random(3);
        for (int i = 0; i < 20; i++) {
            views.add(CropView.any(random));
        }

        for (CropView view : views) {
            try (Mat picture = spot(80, 84);
                    Mat crop = view.of(picture, SQUARE, SIDE)) {
                double[] place = view.place(SQUARE, 80, 84);
                double[] seen = seen(crop);
                assertThat(seen[0]).as("%s", view).isCloseTo(place[0], within(0.005));
                assertThat(seen[1]).as("%s", view).isCloseTo(place[1], within(0.005));
            }
        }
    }

    @Test
    void theSquareItselfIsTheWholeCrop() {
        CropView view = new CropView(false, 0, 1, 0, 0);

        assertThat(view.place(SQUARE, 40, 30)).containsExactly(new double[] {0, 0}, within(1e-9));
        assertThat(view.place(SQUARE, 136, 78)).containsExactly(new double[] {1, 0.5}, within(1e-9));
        assertThat(new CropView(true, 0, 1, 0, 0).place(SQUARE, 136, 78))
                .containsExactly(new double[] {0, 0.5}, within(1e-9));
        assertThat(new CropView(false, 0, 1, 0.25, 0).place(SQUARE, 136, 78)[0])
                .as("it lies further to the right")
                .isCloseTo(0.75, within(1e-9));
    }

    @Test
    void inAMirrorLeftAndRightChangePlaces() {
        List<Double> landmarks = List.of(64.0, 112.0, 88.0, 70.0, 106.0, 66.0, 66.0, 80.0, 100.0, 100.0);
        List<Double> mirrored = landmarks.stream().map(value -> value + 1).toList();
        try (Mat picture = spot(80, 80)) {
            TaughtFace face = new TaughtFace(picture, SQUARE, landmarks, mirrored);

            float[] asItIs = face.landmarksIn(new CropView(false, 0, 1, 0, 0));
            float[] inAMirror = face.landmarksIn(new CropView(true, 0, 1, 0, 0));

            assertThat(asItIs[0]).as("left eye").isCloseTo(24 / 96f, within(1e-6f));
            assertThat(inAMirror[0]).as("what was the right eye").isCloseTo(1 - 73 / 96f, within(1e-6f));
            assertThat(inAMirror[2]).as("nose").isCloseTo(1 - 49 / 96f, within(1e-6f));
            assertThat(inAMirror[3]).as("what was the right corner").isCloseTo(1 - 67 / 96f, within(1e-6f));
            assertThat(inAMirror[5]).isCloseTo(37 / 96f, within(1e-6f));
        }
    }
}

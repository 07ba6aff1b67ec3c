package io.facegate.vision.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A picture in which each pixel's colour says where it belongs: red grows to the right, green downwards, blue stays. It
 * shows wrong colours, turns and flips alike.
 */
final class Gradient {
    static final int WIDTH = 96;
    static final int HEIGHT = 64;
    private static final int BLUE = 60;

    private Gradient() {}

    static int red(int x) {
        return 255 * x / (WIDTH - 1);
    }

    static int green(int y) {
        return 255 * y / (HEIGHT - 1);
    }

    /** {@code [HEIGHT, WIDTH, 3]}. */
    static byte[] rgb() {
        byte[] rgb = new byte[WIDTH * HEIGHT * 3];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int at = (y * WIDTH + x) * 3;
                rgb[at] = (byte) red(x);
                rgb[at + 1] = (byte) green(y);
                rgb[at + 2] = (byte) BLUE;
            }
        }
        return rgb;
    }

    /** As OpenCV wants it: BGR. The caller closes it. */
    static Mat bgr() {
        byte[] rgb = rgb();
        byte[] bgr = new byte[rgb.length];
        for (int i = 0; i < rgb.length; i += 3) {
            bgr[i] = rgb[i + 2];
            bgr[i + 1] = rgb[i + 1];
            bgr[i + 2] = rgb[i];
        }
        Mat mat = new Mat(HEIGHT, WIDTH, opencv_core.CV_8UC3);
        mat.data().put(bgr);
        return mat;
    }

    static byte[] encoded(String extension, int... parameters) {
        try (Mat bgr = bgr()) {
            return encode(bgr, extension, parameters);
        }
    }

    /** @param parameters OpenCV's, key and value in turn */
    static byte[] encode(Mat picture, String extension, int... parameters) {
        try (BytePointer encoded = new BytePointer();
                IntPointer settings = new IntPointer(parameters)) {
            assertThat(opencv_imgcodecs.imencode(extension, picture, encoded, settings))
                    .isTrue();
            byte[] bytes = new byte[(int) encoded.limit()];
            encoded.get(bytes);
            return bytes;
        }
    }

    static void assertIsUpright(RgbImage image, int tolerance) {
        assertThat(image.width()).isEqualTo(WIDTH);
        assertThat(image.height()).isEqualTo(HEIGHT);
        ByteBuffer pixels = image.pixels();
        assertThat(pixels.remaining()).isEqualTo(WIDTH * HEIGHT * 3);
        int largest = 0;
        for (byte expected : rgb()) {
            largest = Math.max(largest, Math.abs((expected & 0xFF) - (pixels.get() & 0xFF)));
        }
        assertThat(largest).as("largest difference of a channel").isLessThanOrEqualTo(tolerance);
    }

    static int[] pixel(RgbImage image, int x, int y) {
        ByteBuffer pixels = image.pixels();
        int at = (y * image.width() + x) * 3;
        return new int[] {pixels.get(at) & 0xFF, pixels.get(at + 1) & 0xFF, pixels.get(at + 2) & 0xFF};
    }
}

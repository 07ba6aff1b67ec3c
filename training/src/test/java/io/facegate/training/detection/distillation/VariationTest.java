package io.facegate.training.detection.distillation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;

class VariationTest {
    private static final int SIDE = 24;

    /** Red to the right, green downwards. */
    private static byte[] gradient() {
        byte[] pixels = new byte[SIDE * SIDE * 3];
        for (int i = 0; i < SIDE * SIDE; i++) {
            pixels[3 * i] = (byte) (i % SIDE * 10);
            pixels[3 * i + 1] = (byte) (i / SIDE * 10);
            pixels[3 * i + 2] = 60;
        }
        return pixels;
    }

    private static byte[] varied(int seed) {
        try (BytePointer content = new BytePointer(gradient());
                Mat view = new Mat(SIDE, SIDE, opencv_core.CV_8UC3, content);
                Mat picture = view.clone()) {
            Variation.vary(picture, new Random(seed * 0x9E3779B97F4A7C15L)); // seeds in a row begin alike
            assertThat(picture.cols()).isEqualTo(SIDE);
            assertThat(picture.rows()).isEqualTo(SIDE);
            assertThat(picture.type()).isEqualTo(opencv_core.CV_8UC3);
            return PatchTest.pixels(picture);
        }
    }

    private static long howMany(Predicate<byte[]> kind) {
        return IntStream.range(0, 400)
                .mapToObj(VariationTest::varied)
                .filter(kind)
                .count();
    }

    private static int red(byte[] pixels, int x, int y) {
        return pixels[(y * SIDE + x) * 3] & 0xff;
    }

    @Test
    void isTheSameForTheSameRandomNumbers() {
        assertThat(varied(3)).isEqualTo(varied(3));
        assertThat(IntStream.range(0, 50)
                        .mapToObj(seed -> Arrays.hashCode(varied(seed)))
                        .distinct()
                        .count())
                .isGreaterThan(25);
    }

    @Test
    void halfAreMirrored() {
        assertThat(howMany(pixels -> red(pixels, 2, 12) > red(pixels, SIDE - 3, 12)))
                .isBetween(150L, 250L);
    }

    @Test
    void someAreAsTheyWere() {
        byte[] original = gradient();

        assertThat(howMany(pixels -> Arrays.equals(pixels, original))).isBetween(20L, 120L);
    }

    @Test
    void someHaveNoColours() {
        assertThat(howMany(pixels -> IntStream.range(0, SIDE * SIDE)
                        .allMatch(i -> Math.abs(pixels[3 * i] - pixels[3 * i + 1]) <= 2
                                && Math.abs(pixels[3 * i] - pixels[3 * i + 2]) <= 2)))
                .isBetween(15L, 75L);
    }

    @Test
    void someAreBrighterAndSomeDarker() {
        int before = mean(gradient());

        assertThat(howMany(pixels -> mean(pixels) > before + 15)).isGreaterThan(30);
        assertThat(howMany(pixels -> mean(pixels) < before - 15)).isGreaterThan(30);
    }

    private static int mean(byte[] pixels) {
        return (int) IntStream.range(0, pixels.length)
                .map(i -> pixels[i] & 0xff)
                .average()
                .orElseThrow();
    }

    @Test
    void someAreTurned() {
        // red stays the same down a column unless the picture was turned, or noise was added
        assertThat(howMany(pixels -> Math.abs(red(pixels, 12, 3) - red(pixels, 12, SIDE - 4)) > 8))
                .isBetween(60L, 220L);
    }
}

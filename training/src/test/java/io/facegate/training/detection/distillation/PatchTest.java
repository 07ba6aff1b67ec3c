package io.facegate.training.detection.distillation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;

class PatchTest {
    private static Mat grey(int width, int height, int level) {
        try (Scalar value = Scalar.all(level)) {
            return new Mat(height, width, opencv_core.CV_8UC3, value);
        }
    }

    @Test
    void isARectangleWithinThePicture() {
        Random random = new Random(1);
        try (Mat picture = grey(60, 40, 9)) {
            boolean whole = false;
            for (int i = 0; i < 200; i++) {
                try (Mat part = Patch.of(picture, random, 0.3)) {
                    assertThat(part.cols()).isBetween(18, 60);
                    assertThat(part.rows()).isBetween(12, 40);
                    whole |= part.cols() > 50 && part.rows() > 34;
                }
            }
            assertThat(whole).as("now and then it is nearly all").isTrue();
        }
    }

    @Test
    void isAViewThatCopiesNothing() {
        try (Mat picture = grey(60, 40, 9);
                Mat all = Patch.of(picture, new Random(1), 1);
                Scalar other = Scalar.all(200)) {
            picture.put(other);

            assertThat(all.cols()).isEqualTo(60);
            assertThat(all.ptr(39, 59).get() & 0xff).isEqualTo(200);
        }
    }

    @Test
    void ofTheSmallestPictureIsAPixel() {
        try (Mat picture = grey(1, 1, 9);
                Mat part = Patch.of(picture, new Random(1), 0.01)) {
            assertThat(part.cols()).isEqualTo(1);
            assertThat(part.rows()).isEqualTo(1);
        }
    }

    @Test
    void isResizedToAnySize() {
        try (Mat picture = grey(60, 40, 77);
                Mat larger = Patch.resized(picture, 100, 200);
                Mat smaller = Patch.resized(picture, 3, 2)) {
            assertThat(larger.cols()).isEqualTo(100);
            assertThat(larger.rows()).isEqualTo(200);
            assertThat(smaller.cols()).isEqualTo(3);
            assertThat(smaller.rows()).isEqualTo(2);
            assertThat(smaller.ptr(1, 2).get()).isEqualTo((byte) 77);
        }
    }

    /** As a lens does, and not by leaving pixels out. */
    @Test
    void whatIsMadeSmallerIsAveraged() {
        try (Mat noise = Patch.noise(256, 256, new Random(4));
                Mat smaller = Patch.resized(noise, 4, 4)) {
            for (int i = 0; i < 16; i++) {
                assertThat(smaller.ptr(i / 4, i % 4).get() & 0xff).isBetween(118, 137);
            }
        }
    }

    @Test
    void ofNoiseIsTheSameForTheSameRandomNumbers() {
        try (Mat one = Patch.noise(5, 7, new Random(4));
                Mat again = Patch.noise(5, 7, new Random(4));
                Mat other = Patch.noise(5, 7, new Random(5))) {
            assertThat(one.cols()).isEqualTo(5);
            assertThat(one.rows()).isEqualTo(7);
            assertThat(pixels(again)).isEqualTo(pixels(one));
            assertThat(pixels(other)).isNotEqualTo(pixels(one));
        }
    }

    static byte[] pixels(Mat picture) {
        byte[] pixels = new byte[picture.rows() * picture.cols() * 3];
        for (int row = 0; row < picture.rows(); row++) {
            picture.ptr(row).get(pixels, row * picture.cols() * 3, picture.cols() * 3);
        }
        return pixels;
    }
}

package io.facegate.vision.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnnouncedSizeTest {
    private static final int LOSSLESS_WEBP = 101;

    @ParameterizedTest
    @ValueSource(strings = {".jpg", ".png", ".webp", ".bmp"})
    void isThatOfThePicture(String extension) {
        assertThat(AnnouncedSize.pixels(Gradient.encoded(extension))).isEqualTo(96 * 64);
    }

    @Test
    void isThatOfOtherKindsToo() {
        assertThat(AnnouncedSize.pixels(
                        Gradient.encoded(".webp", opencv_imgcodecs.IMWRITE_WEBP_QUALITY, LOSSLESS_WEBP)))
                .isEqualTo(96 * 64);
        assertThat(AnnouncedSize.pixels(Gradient.encoded(".jpg", opencv_imgcodecs.IMWRITE_JPEG_PROGRESSIVE, 1)))
                .isEqualTo(96 * 64);
        try (Mat flat = new Mat(5_000, 8_000, opencv_core.CV_8UC1, Scalar.all(7))) {
            assertThat(AnnouncedSize.pixels(Gradient.encode(flat, ".png"))).isEqualTo(40_000_000);
            assertThat(AnnouncedSize.pixels(Gradient.encode(flat, ".jpg"))).isEqualTo(40_000_000);
        }
    }

    @Test
    void isNotMoreThanTheBytesCanHold() {
        byte[] forged = Gradient.encoded(".jpg");
        int frame = 0;
        while (forged[frame] != (byte) 0xFF || forged[frame + 1] != (byte) 0xC0) {
            frame++;
        }
        ByteBuffer.wrap(forged).putShort(frame + 5, (short) 6_324).putShort(frame + 7, (short) 6_324);

        assertThat(AnnouncedSize.pixels(forged)).isEqualTo(forged.length * 512L);
    }

    @Test
    void ofWhatIsNoPictureIsNothing() {
        assertThat(AnnouncedSize.pixels(new byte[0])).isZero();
        assertThat(AnnouncedSize.pixels(new byte[1_000])).isZero();
        byte[] endless = new byte[100_000];
        Arrays.fill(endless, (byte) 0xFF);
        endless[1] = (byte) 0xD8;
        assertThat(AnnouncedSize.pixels(endless)).isZero();
    }
}

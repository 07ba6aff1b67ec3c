package io.facegate.vision.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A part of a picture is no picture, whatever its header and its end say; a whole one without its end is. */
class IncompletePicturesTest {
    private static final int NOISE = 8;

    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

    static Stream<Arguments> jpegs() {
        return Stream.of(
                Arguments.of("baseline", jpeg()),
                Arguments.of("4:2:0", jpeg(opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR, 0x221111)),
                Arguments.of("4:4:4", jpeg(opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR, 0x111111)),
                Arguments.of("4:4:0", jpeg(opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR, 0x121111)),
                Arguments.of("optimised", jpeg(opencv_imgcodecs.IMWRITE_JPEG_OPTIMIZE, 1)),
                Arguments.of("restart markers", jpeg(opencv_imgcodecs.IMWRITE_JPEG_RST_INTERVAL, 3)),
                Arguments.of("progressive", jpeg(opencv_imgcodecs.IMWRITE_JPEG_PROGRESSIVE, 1)),
                Arguments.of(
                        "progressive with restart markers",
                        jpeg(
                                opencv_imgcodecs.IMWRITE_JPEG_PROGRESSIVE,
                                1,
                                opencv_imgcodecs.IMWRITE_JPEG_RST_INTERVAL,
                                2)),
                Arguments.of("grey", greyJpeg()),
                Arguments.of("progressive grey", greyJpeg(opencv_imgcodecs.IMWRITE_JPEG_PROGRESSIVE, 1)),
                Arguments.of("CMYK", FlatCmykJpeg.of(10, 60, 120, 30)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jpegs")
    void aJpegOfWhichAPartIsMissingIsDamaged(String kind, byte[] picture) {
        decoder.decode(picture).close();
        for (int length = firstScan(picture); length < picture.length - 2; length++) {
            byte[] cut = Arrays.copyOf(picture, length + 2);
            cut[length] = (byte) 0xFF;
            cut[length + 1] = (byte) 0xD9;
            assertThat(refusal(cut).rejection())
                    .as("%d of %d bytes", length, picture.length)
                    .isEqualTo(Rejection.IMAGE_DAMAGED);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jpegs")
    void aJpegWithoutItsEndMarkerIsWhole(String kind, byte[] picture) throws IOException {
        byte[] expected = pixels(picture);
        for (int missing = 1; missing <= 2; missing++) {
            assertThat(pixels(Arrays.copyOf(picture, picture.length - missing))).isEqualTo(expected);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jpegs")
    void aJpegThatClaimsToBeLargeIsRefusedBeforeItCosts(String kind, byte[] picture) {
        byte[] forged = picture.clone();
        int frame = marker(forged, 0xC0, 0xC2);
        ByteBuffer.wrap(forged).putShort(frame + 5, (short) 6_324).putShort(frame + 7, (short) 6_324);
        refusal(forged);
        long memory = Pointer.physicalBytes();
        long start = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            assertThat(refusal(forged).rejection()).isEqualTo(Rejection.IMAGE_DAMAGED);
        }

        assertThat((System.nanoTime() - start) / 1e6).as("milliseconds").isLessThan(1_000);
        assertThat(Pointer.physicalBytes() - memory).isLessThan(50L << 20);
    }

    @Test
    void aJpegWithAHoleIsDamaged() {
        byte[] picture = jpeg();
        int scan = firstScan(picture);
        int quarter = (picture.length - scan) / 4;
        ByteArrayOutputStream holed = new ByteArrayOutputStream();
        holed.write(picture, 0, scan + quarter);
        holed.write(picture, scan + 3 * quarter, picture.length - scan - 3 * quarter);

        assertThat(refusal(holed.toByteArray()).rejection()).isEqualTo(Rejection.IMAGE_DAMAGED);
    }

    @Test
    void flatPicturesHaveFewBytesAndAreWhole() {
        try (Mat flat = new Mat(3_000, 4_000, opencv_core.CV_8UC3, Scalar.all(80))) {
            for (byte[] picture : new byte[][] {
                Gradient.encode(flat, ".jpg"),
                Gradient.encode(flat, ".jpg", opencv_imgcodecs.IMWRITE_JPEG_OPTIMIZE, 1),
                Gradient.encode(flat, ".jpg", opencv_imgcodecs.IMWRITE_JPEG_PROGRESSIVE, 1),
                Gradient.encode(flat, ".png", opencv_imgcodecs.IMWRITE_PNG_COMPRESSION, 9),
                Gradient.encode(flat, ".webp")
            }) {
                try (RgbImage image = decoder.decode(picture)) {
                    assertThat(image.width()).isEqualTo(4_000);
                }
            }
        }
    }

    @Test
    void theFramesOfFilmsLeaveOutTheStandardTables() {
        byte[] picture = jpeg();
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(picture, 0, 2);
        int at = 2;
        while ((picture[at + 1] & 0xFF) != 0xDA) {
            int length = 2 + ((picture[at + 2] & 0xFF) << 8 | picture[at + 3] & 0xFF);
            if ((picture[at + 1] & 0xFF) != 0xC4) {
                frame.write(picture, at, length);
            }
            at += length;
        }
        frame.write(picture, at, picture.length - at);

        assertThat(frame.size()).isLessThan(picture.length - 400);
        assertThat(pixels(frame.toByteArray())).isEqualTo(pixels(picture));
    }

    @Test
    void aPngThatCantHoldItsPixelsIsRefusedBeforeItCosts() {
        byte[] forged = new PngWriter(6_000, 6_000, 8, PngWriter.RGB)
                .pixels(new byte[16][48])
                .end();
        long memory = Pointer.physicalBytes();

        assertThat(refusal(forged)).hasMessage("The PNG picture is damaged: a part of its pixels is missing.");
        assertThat(Pointer.physicalBytes() - memory).isLessThan(50L << 20);
    }

    @Test
    void theSharedExamplesAreJudgedRight() throws IOException {
        Path cases = SharedPictures.folder("hostile").resolveSibling("../cases").normalize();
        assumeTrue(Files.isDirectory(cases), "skipped: there is no " + cases);

        assertThat(refusal(Files.readAllBytes(cases.resolve("forged-size.jpg"))).rejection())
                .isEqualTo(Rejection.IMAGE_DAMAGED);
        assertThat(refusal(Files.readAllBytes(cases.resolve("cut-55-with-eoi.jpg")))
                        .rejection())
                .isEqualTo(Rejection.IMAGE_DAMAGED);
        decoder.decode(Files.readAllBytes(cases.resolve("no-eoi.jpg"))).close();
        try (RgbImage image = decoder.decode(Files.readAllBytes(cases.resolve("bmp-v5-565.bmp")))) {
            assertThat(image.width()).isEqualTo(120);
            assertThat(image.height()).isEqualTo(150);
        }
    }

    private PictureRejectedException refusal(byte[] picture) {
        PictureRejectedException refusal = catchThrowableOfType(
                PictureRejectedException.class, () -> decoder.decode(picture).close());
        assertThat(refusal).isNotNull();
        return refusal;
    }

    private byte[] pixels(byte[] picture) {
        try (RgbImage image = decoder.decode(picture)) {
            byte[] pixels = new byte[image.pixels().remaining()];
            image.pixels().get(pixels);
            return pixels;
        }
    }

    private static int firstScan(byte[] picture) {
        int at = marker(picture, 0xDA, 0xDA);
        return at + 2 + ((picture[at + 2] & 0xFF) << 8 | picture[at + 3] & 0xFF);
    }

    private static int marker(byte[] picture, int one, int other) {
        int at = 2;
        while ((picture[at + 1] & 0xFF) != one && (picture[at + 1] & 0xFF) != other) {
            at += 2 + ((picture[at + 2] & 0xFF) << 8 | picture[at + 3] & 0xFF);
        }
        return at;
    }

    /** Not a multiple of eight wide or high, and with all kinds of coefficients. */
    private static byte[] jpeg(int... parameters) {
        try (Mat picture = noisy(opencv_core.CV_8UC3)) {
            return Gradient.encode(picture, ".jpg", parameters);
        }
    }

    private static byte[] greyJpeg(int... parameters) {
        try (Mat picture = noisy(opencv_core.CV_8UC1)) {
            return Gradient.encode(picture, ".jpg", parameters);
        }
    }

    private static Mat noisy(int type) {
        int width = 83;
        int height = 61;
        int channels = type == opencv_core.CV_8UC3 ? 3 : 1;
        Random random = new Random(1);
        byte[] pixels = new byte[width * height * channels];
        for (int i = 0; i < pixels.length; i++) {
            int x = i / channels % width;
            int y = i / channels / width;
            pixels[i] = (byte) (2 * x + y + NOISE * random.nextGaussian());
        }
        Mat picture = new Mat(height, width, type);
        picture.data().put(pixels);
        return picture;
    }
}

package io.facegate.vision.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ImageDecoderTest {
    private static final int LOSSLESS_WEBP = 101;

    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

    static Stream<Arguments> colourPictures() {
        return Stream.of(
                Arguments.of("JPEG", Gradient.encoded(".jpg", opencv_imgcodecs.IMWRITE_JPEG_QUALITY, 100), 6),
                Arguments.of(
                        "progressive JPEG",
                        Gradient.encoded(
                                ".jpg",
                                opencv_imgcodecs.IMWRITE_JPEG_QUALITY,
                                100,
                                opencv_imgcodecs.IMWRITE_JPEG_PROGRESSIVE,
                                1),
                        6),
                Arguments.of(
                        "JPEG with restart markers",
                        Gradient.encoded(
                                ".jpg",
                                opencv_imgcodecs.IMWRITE_JPEG_QUALITY,
                                100,
                                opencv_imgcodecs.IMWRITE_JPEG_RST_INTERVAL,
                                1),
                        6),
                Arguments.of("PNG", Gradient.encoded(".png"), 0),
                Arguments.of("16-bit PNG", sixteenBits(), 0),
                Arguments.of("lossy WebP", Gradient.encoded(".webp", opencv_imgcodecs.IMWRITE_WEBP_QUALITY, 100), 8),
                Arguments.of(
                        "lossless WebP",
                        Gradient.encoded(".webp", opencv_imgcodecs.IMWRITE_WEBP_QUALITY, LOSSLESS_WEBP),
                        0),
                Arguments.of("BMP", Gradient.encoded(".bmp"), 0));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("colourPictures")
    void everyFormatBecomesUprightRgb(String kind, byte[] picture, int tolerance) {
        try (RgbImage image = decoder.decode(picture)) {
            Gradient.assertIsUpright(image, tolerance);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("greyPictures")
    void greyBecomesThreeEqualChannels(String kind, byte[] picture, int tolerance) {
        try (RgbImage image = decoder.decode(picture)) {
            for (int x = 0; x < Gradient.WIDTH; x += 5) {
                int[] pixel = Gradient.pixel(image, x, 10);
                assertThat(Math.abs(pixel[0] - Gradient.red(x))).isLessThanOrEqualTo(tolerance);
                assertThat(pixel[1]).isEqualTo(pixel[0]);
                assertThat(pixel[2]).isEqualTo(pixel[0]);
            }
        }
    }

    static Stream<Arguments> greyPictures() {
        try (Mat bgr = Gradient.bgr();
                Mat grey = new Mat();
                Mat deep = new Mat()) {
            opencv_core.extractChannel(bgr, grey, 2);
            grey.convertTo(deep, opencv_core.CV_16U, 257, 0);
            return Stream.of(
                    Arguments.of("JPEG", Gradient.encode(grey, ".jpg", opencv_imgcodecs.IMWRITE_JPEG_QUALITY, 100), 3),
                    Arguments.of("PNG", Gradient.encode(grey, ".png"), 0),
                    Arguments.of("16-bit PNG", Gradient.encode(deep, ".png"), 0),
                    Arguments.of("BMP with a palette", Gradient.encode(grey, ".bmp"), 0));
        }
    }

    private static byte[] sixteenBits() {
        try (Mat bgr = Gradient.bgr();
                Mat deep = new Mat()) {
            bgr.convertTo(deep, opencv_core.CV_16U, 257, 0);
            return Gradient.encode(deep, ".png");
        }
    }

    @Test
    void paletteAndSingleBitsBecomeRgb() {
        byte[] palette = new PngWriter(16, 16, 8, PngWriter.PALETTE)
                .chunk("PLTE", new byte[] {0, 0, 0, (byte) 200, 100, 50})
                .pixels(rows(16, 16, 1))
                .end();
        byte[] bits = new PngWriter(16, 16, 1, PngWriter.GREY)
                .pixels(rows(16, 2, 0x0F))
                .end();

        try (RgbImage image = decoder.decode(palette)) {
            assertThat(Gradient.pixel(image, 7, 7)).containsExactly(200, 100, 50);
        }
        try (RgbImage image = decoder.decode(bits)) {
            assertThat(Gradient.pixel(image, 3, 3)).containsExactly(0, 0, 0);
            assertThat(Gradient.pixel(image, 4, 3)).containsExactly(255, 255, 255);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("translucentPictures")
    void alphaIsLaidOverWhite(String kind, byte[] picture, int expectedRed, int expectedGreen) {
        try (RgbImage image = decoder.decode(picture)) {
            int[] pixel = Gradient.pixel(image, 8, 8);
            assertThat(pixel[0]).isBetween(expectedRed - 1, expectedRed + 1);
            assertThat(pixel[1]).isBetween(expectedGreen - 1, expectedGreen + 1);
        }
    }

    static Stream<Arguments> translucentPictures() {
        try (Scalar colour = new Scalar(0, 40, 200, 51);
                Scalar deepColour = new Scalar(0, 40 * 257, 200 * 257, 51 * 257);
                Mat bgra = new Mat(16, 16, opencv_core.CV_8UC4, colour);
                Mat deep = new Mat(16, 16, opencv_core.CV_16UC4, deepColour)) {
            return Stream.of(
                    Arguments.of("PNG", Gradient.encode(bgra, ".png"), 244, 212),
                    Arguments.of("16-bit PNG", Gradient.encode(deep, ".png"), 244, 212),
                    Arguments.of(
                            "WebP",
                            Gradient.encode(bgra, ".webp", opencv_imgcodecs.IMWRITE_WEBP_QUALITY, LOSSLESS_WEBP),
                            244,
                            212),
                    Arguments.of(
                            "grey PNG with alpha",
                            new PngWriter(16, 16, 8, PngWriter.GREY_ALPHA)
                                    .pixels(rows(16, 32, 0))
                                    .end(),
                            255,
                            255),
                    Arguments.of(
                            "palette with a transparent entry",
                            new PngWriter(16, 16, 8, PngWriter.PALETTE)
                                    .chunk("PLTE", new byte[] {10, 20, 30})
                                    .chunk("tRNS", new byte[] {0})
                                    .pixels(rows(16, 16, 0))
                                    .end(),
                            255,
                            255),
                    Arguments.of(
                            "RGB with a transparent colour",
                            new PngWriter(16, 16, 8, PngWriter.RGB)
                                    .chunk("tRNS", new byte[] {0, 9, 0, 9, 0, 9})
                                    .pixels(rows(16, 48, 9))
                                    .end(),
                            255,
                            255),
                    Arguments.of(
                            "16-bit RGB with a transparent colour that it doesn't use",
                            new PngWriter(16, 16, 16, PngWriter.RGB)
                                    .chunk("tRNS", new byte[] {0, 9, 0, 9, 0, 9})
                                    .pixels(rows(16, 96, 100))
                                    .end(),
                            100,
                            100));
        }
    }

    @Test
    void anAnimatedPngIsItsDefaultImage() {
        byte[] picture = new PngWriter(16, 16, 8, PngWriter.RGB)
                .chunk("acTL", new byte[] {0, 0, 0, 1, 0, 0, 0, 0})
                .pixels(rows(16, 48, 100))
                .chunk("fcTL", new byte[26])
                .chunk("fdAT", new byte[] {0, 0, 0, 1, 1, 2, 3, 4})
                .end();

        try (RgbImage image = decoder.decode(picture)) {
            assertThat(Gradient.pixel(image, 8, 8)).containsExactly(100, 100, 100);
        }
    }

    @Test
    void transparencyThatNamesNoColourIsIgnored() {
        byte[] picture = new PngWriter(16, 16, 16, PngWriter.RGB)
                .chunk("tRNS", new byte[] {0})
                .pixels(rows(16, 96, 100))
                .end();

        try (RgbImage image = decoder.decode(picture)) {
            assertThat(Gradient.pixel(image, 8, 8)).containsExactly(100, 100, 100);
        }
    }

    @Test
    void theFourthByteOfABmpIsDropped() {
        try (Mat bgr = Gradient.bgr();
                Mat bgra = new Mat()) {
            opencv_imgproc.cvtColor(bgr, bgra, opencv_imgproc.COLOR_BGR2BGRA);
            try (Mat transparent = new Mat(bgr.size(), opencv_core.CV_8UC1, Scalar.all(0))) {
                opencv_core.insertChannel(transparent, bgra, 3);
            }
            try (RgbImage image = decoder.decode(Gradient.encode(bgra, ".bmp"))) {
                Gradient.assertIsUpright(image, 0);
            }
        }
    }

    @Test
    void cmykOfAdobeIsNotInverted() {
        assertThat(cmyk(0, 0, 0, 0)).containsExactly(255, 255, 255);
        assertThat(cmyk(0, 0, 0, 255)).containsExactly(0, 0, 0);
        int[] red = cmyk(0, 255, 255, 0);
        assertThat(red[0]).isGreaterThan(250);
        assertThat(red[1]).isLessThan(5);
        assertThat(red[2]).isLessThan(5);
    }

    private int[] cmyk(int cyan, int magenta, int yellow, int black) {
        try (RgbImage image = decoder.decode(FlatCmykJpeg.of(cyan, magenta, yellow, black))) {
            assertThat(image.width()).isEqualTo(16);
            return Gradient.pixel(image, 9, 9);
        }
    }

    @Test
    void bytesBehindTheEndAreIgnored() {
        for (String extension : new String[] {".jpg", ".png", ".webp", ".bmp"}) {
            byte[] picture = Gradient.encoded(extension);
            byte[] longer = java.util.Arrays.copyOf(picture, picture.length + 1000);
            try (RgbImage image = decoder.decode(longer)) {
                Gradient.assertIsUpright(image, 40);
            }
        }
    }

    @Test
    void severalThreadsMayDecodeAtOnce() {
        byte[] picture = Gradient.encoded(".png");
        IntStream.range(0, 200).parallel().forEach(i -> {
            try (RgbImage image = decoder.decode(picture)) {
                Gradient.assertIsUpright(image, 0);
            }
        });
    }

    @Test
    void openCvWorksOnTheCallersThread() {
        assertThat(opencv_core.getNumThreads()).isEqualTo(1);
    }

    private static byte[][] rows(int count, int length, int value) {
        byte[][] rows = new byte[count][length];
        for (byte[] row : rows) {
            java.util.Arrays.fill(row, (byte) value);
        }
        return rows;
    }
}

package io.facegate.vision.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageRefusalTest {
    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

    @Test
    void noBytes() {
        assertThat(refusal(new byte[0]).rejection()).isEqualTo(Rejection.IMAGE_EMPTY);
    }

    @Test
    void tooManyBytes() {
        PictureRejectedException refusal = refusal(new byte[(10 << 20) + 1]);

        assertThat(refusal.rejection()).isEqualTo(Rejection.IMAGE_TOO_LARGE);
        assertThat(refusal).hasMessage("The picture has 10485761 bytes; at most 10485760 are allowed.");
    }

    @Test
    void sidesOutOfRange() {
        assertThat(refusal(flat(15, 100, ".png")).rejection()).isEqualTo(Rejection.IMAGE_SIDE_OUT_OF_RANGE);
        PictureRejectedException refusal = refusal(flat(16_385, 16, ".png"));
        assertThat(refusal.rejection()).isEqualTo(Rejection.IMAGE_SIDE_OUT_OF_RANGE);
        assertThat(refusal).hasMessage("The picture is 16385 x 16 pixels; each side must have 16 to 16384.");
        try (RgbImage image = decoder.decode(flat(16_384, 16, ".png"))) {
            assertThat(image.width()).isEqualTo(16_384);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".jpg", ".png", ".webp", ".bmp"})
    void pixelsAreCountedFromTheHeader(String extension) {
        ImageDecoder small = new ImageDecoder(new ImageLimits(10 << 20, 100 * 100, 16, 16_384));

        try (RgbImage image = small.decode(flat(100, 100, extension))) {
            assertThat(image.height()).isEqualTo(100);
        }
        PictureRejectedException refusal =
                catchThrowableOfType(PictureRejectedException.class, () -> small.decode(flat(101, 100, extension)));
        assertThat(refusal.rejection()).isEqualTo(Rejection.IMAGE_TOO_MANY_PIXELS);
        assertThat(refusal).hasMessage("The picture is 101 x 100 = 10100 pixels; at most 10000 are allowed.");
    }

    /** 16,000 x 16,000 pixels take 768 MB. */
    @ParameterizedTest
    @ValueSource(strings = {".jpg", ".png", ".bmp"})
    void aBombAllocatesNothing(String extension) {
        byte[] bomb = withSize(flat(16, 16, extension), extension, 16_000);
        refusal(bomb);
        long before = Pointer.physicalBytes();
        for (int i = 0; i < 20; i++) {
            assertThat(refusal(bomb).rejection()).isIn(Rejection.IMAGE_TOO_MANY_PIXELS, Rejection.IMAGE_DAMAGED);
        }
        assertThat(Pointer.physicalBytes() - before).isLessThan(50L << 20);
    }

    @Test
    void aCompressedCommentStaysCompressed() {
        byte[] comment = PngWriter.deflate(new byte[60 << 20]);
        byte[] text = ByteBuffer.allocate(comment.length + 9)
                .put("Comment".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 0)
                .put((byte) 0)
                .put(comment)
                .array();
        byte[][] rows = new byte[16][48];
        byte[] picture = new PngWriter(16, 16, 8, PngWriter.RGB)
                .chunk("zTXt", text)
                .chunk("iCCP", text)
                .pixels(rows)
                .end();

        decoder.decode(picture).close();
        long before = Pointer.physicalBytes();
        for (int i = 0; i < 20; i++) {
            decoder.decode(picture).close();
        }
        assertThat(Pointer.physicalBytes() - before).isLessThan(50L << 20);
    }

    @Test
    void whatIsNoPicture() {
        byte[] noise = new byte[4096];
        new Random(1).nextBytes(noise);
        for (byte[] content : new byte[][] {
            noise,
            {0},
            ascii("<html></html>"),
            ascii("GIF89a"),
            ascii("RIFF....AVI "),
            ascii("<svg/>"),
            ascii("%PDF-1.7")
        }) {
            assertThat(refusal(content).rejection()).isEqualTo(Rejection.IMAGE_TYPE_UNSUPPORTED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".jpg", ".png", ".webp", ".bmp"})
    void whateverIsCutOff(String extension) {
        byte[] picture = Gradient.encoded(extension);
        for (int length = 12; length < picture.length - 2; length += Math.max(1, picture.length / 200)) {
            assertThat(refusal(Arrays.copyOf(picture, length)).rejection())
                    .as("%d of %d bytes", length, picture.length)
                    .isEqualTo(Rejection.IMAGE_DAMAGED);
        }
        // the end marker of a JPEG is not missed
        int needed = extension.equals(".jpg") ? picture.length - 2 : picture.length;
        assertThat(refusal(Arrays.copyOf(picture, needed - 1)).rejection()).isEqualTo(Rejection.IMAGE_DAMAGED);
    }

    @Test
    void pngWithAWrongChecksum() {
        byte[] picture = Gradient.encoded(".png");
        picture[picture.length / 2] ^= 1;

        assertThat(refusal(picture)).hasMessage("The PNG picture is damaged: a checksum is wrong.");
    }

    @Test
    void pngWithTooFewPixels() {
        byte[] picture = new PngWriter(100, 100, 8, PngWriter.GREY)
                .pixels(new byte[50][100])
                .end();

        assertThat(refusal(picture).rejection()).isEqualTo(Rejection.IMAGE_DAMAGED);
    }

    @Test
    void jpegWithMoreScansThanAnEncoderWrites() {
        byte[] picture =
                Gradient.encoded(".jpg", org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_PROGRESSIVE, 1);
        int firstScan = 0;
        while (picture[firstScan] != (byte) 0xFF || picture[firstScan + 1] != (byte) 0xDA) {
            firstScan++;
        }
        int next = firstScan + 2;
        while (picture[next] != (byte) 0xFF || picture[next + 1] == 0) {
            next++;
        }
        int length = next - firstScan;
        ByteBuffer bomb = ByteBuffer.allocate(picture.length + 100 * length).put(picture, 0, next);
        for (int i = 0; i < 100; i++) {
            bomb.put(picture, firstScan, length);
        }
        bomb.put(picture, next, picture.length - next);

        assertThat(refusal(bomb.array())).hasMessage("JPEG pictures with more than 32 scans are not supported.");
    }

    @Test
    void animatedWebp() {
        byte[] picture = ByteBuffer.allocate(30)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(ascii("RIFF"))
                .putInt(22)
                .put(ascii("WEBPVP8X"))
                .putInt(10)
                .putInt(0x02)
                .put(new byte[6])
                .array();

        assertThat(refusal(picture)).hasMessage("WebP pictures that are animated are not supported.");
    }

    private PictureRejectedException refusal(byte[] picture) {
        PictureRejectedException refusal = catchThrowableOfType(
                PictureRejectedException.class, () -> decoder.decode(picture).close());
        assertThat(refusal).isNotNull();
        return refusal;
    }

    private static byte[] flat(int width, int height, String extension) {
        try (Mat picture = new Mat(height, width, opencv_core.CV_8UC3, Scalar.all(80))) {
            return Gradient.encode(picture, extension);
        }
    }

    /** The same file with another size in its header. */
    private static byte[] withSize(byte[] picture, String extension, int side) {
        ByteBuffer header = ByteBuffer.wrap(picture);
        switch (extension) {
            case ".png" -> {
                header.putInt(16, side).putInt(20, side);
                java.util.zip.CRC32 crc = new java.util.zip.CRC32();
                crc.update(picture, 12, 17);
                header.putInt(29, (int) crc.getValue());
            }
            case ".bmp" ->
                header.order(ByteOrder.LITTLE_ENDIAN).putInt(18, side).putInt(22, side);
            case ".jpg" -> {
                int frame = 0;
                while (picture[frame] != (byte) 0xFF || picture[frame + 1] != (byte) 0xC0) {
                    frame++;
                }
                header.putShort(frame + 5, (short) side).putShort(frame + 7, (short) side);
            }
            default -> throw new IllegalArgumentException(extension);
        }
        return picture;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

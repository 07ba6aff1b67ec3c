package io.facegate.vision.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageOrientationTest {
    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyOrientationIsTurnedUprightInJpeg(int orientation) {
        byte[] jpeg = stored(orientation, ".jpg", opencv_imgcodecs.IMWRITE_JPEG_QUALITY, 100);
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            assertUpright(withJpegExif(jpeg, exif(orientation, order)), 6);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyOrientationIsTurnedUprightInPng(int orientation) {
        assertUpright(withPngExif(stored(orientation, ".png"), exif(orientation, ByteOrder.BIG_ENDIAN)), 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyOrientationIsTurnedUprightInWebp(int orientation) {
        byte[] webp = stored(orientation, ".webp", opencv_imgcodecs.IMWRITE_WEBP_QUALITY, 101);
        boolean turned = orientation > 4;
        assertUpright(
                withWebpExif(
                        webp,
                        turned ? Gradient.HEIGHT : Gradient.WIDTH,
                        turned ? Gradient.WIDTH : Gradient.HEIGHT,
                        exif(orientation, ByteOrder.LITTLE_ENDIAN)),
                0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9, 255, 65535})
    void illegalOrientationsAreIgnored(int orientation) {
        assertUpright(
                withJpegExif(
                        stored(1, ".jpg", opencv_imgcodecs.IMWRITE_JPEG_QUALITY, 100),
                        exif(orientation, ByteOrder.LITTLE_ENDIAN)),
                6);
    }

    @Test
    void senselessMetadataIsIgnored() {
        byte[] png = stored(1, ".png");
        byte[] exif = exif(6, ByteOrder.LITTLE_ENDIAN);
        int orientationEnd = 34;
        for (int length = 0; length < orientationEnd; length++) {
            assertUpright(withPngExif(png, Arrays.copyOf(exif, length)), 0);
        }
        byte[] farAway = exif.clone();
        Arrays.fill(farAway, 4, 8, (byte) 0xFF);
        assertUpright(withPngExif(png, farAway), 0);
    }

    @Test
    void theSharedFacesInEightOrientationsAreTheSamePicture() throws IOException {
        Path folder = SharedPictures.folder("orientation");
        try (RgbImage upright = decoder.decode(Files.readAllBytes(folder.resolve("orientation-1.jpg")))) {
            for (int orientation = 2; orientation <= 8; orientation++) {
                byte[] picture = Files.readAllBytes(folder.resolve("orientation-%d.jpg".formatted(orientation)));
                try (RgbImage image = decoder.decode(picture)) {
                    assertThat(image.width()).isEqualTo(upright.width());
                    assertThat(image.height()).isEqualTo(upright.height());
                    double mean =
                            opencv_core.norm(image.mat(), upright.mat(), opencv_core.NORM_L1, opencv_core.noArray())
                                    / (3.0 * image.width() * image.height());
                    assertThat(mean)
                            .as("mean difference of orientation %d", orientation)
                            .isLessThan(3);
                }
            }
        }
    }

    private void assertUpright(byte[] picture, int tolerance) {
        try (RgbImage image = decoder.decode(picture)) {
            Gradient.assertIsUpright(image, tolerance);
        }
    }

    /** The gradient as a camera held that way stores it: EXIF 2.32 names where row 0 and column 0 are in the scene. */
    private static byte[] stored(int orientation, String extension, int... parameters) {
        try (Mat upright = Gradient.bgr();
                Mat stored = new Mat()) {
            switch (orientation) {
                case 1 -> upright.copyTo(stored);
                case 2 -> opencv_core.flip(upright, stored, 1);
                case 3 -> opencv_core.rotate(upright, stored, opencv_core.ROTATE_180);
                case 4 -> opencv_core.flip(upright, stored, 0);
                case 5 -> opencv_core.transpose(upright, stored);
                case 6 -> opencv_core.rotate(upright, stored, opencv_core.ROTATE_90_COUNTERCLOCKWISE);
                case 7 -> {
                    opencv_core.rotate(upright, stored, opencv_core.ROTATE_180);
                    opencv_core.transpose(stored.clone(), stored);
                }
                case 8 -> opencv_core.rotate(upright, stored, opencv_core.ROTATE_90_CLOCKWISE);
                default -> throw new IllegalArgumentException("orientation " + orientation);
            }
            return Gradient.encode(stored, extension, parameters);
        }
    }

    private static byte[] exif(int orientation, ByteOrder order) {
        ByteBuffer tiff = ByteBuffer.allocate(38).order(order);
        tiff.put((order == ByteOrder.LITTLE_ENDIAN ? "II" : "MM").getBytes(StandardCharsets.US_ASCII));
        tiff.putShort((short) 42).putInt(8).putShort((short) 2);
        tiff.putShort((short) 0x0100).putShort((short) 4).putInt(1).putInt(1234);
        tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
        return tiff.array();
    }

    private static byte[] withJpegExif(byte[] jpeg, byte[] exif) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(jpeg, 0, 2);
        file.writeBytes(ByteBuffer.allocate(10)
                .putShort((short) 0xFFE1)
                .putShort((short) (exif.length + 8))
                .put("Exif".getBytes(StandardCharsets.US_ASCII))
                .array());
        file.writeBytes(exif);
        file.write(jpeg, 2, jpeg.length - 2);
        return file.toByteArray();
    }

    private static byte[] withPngExif(byte[] png, byte[] exif) {
        int headerEnd = 8 + 25;
        CRC32 crc = new CRC32();
        byte[] tag = "eXIf".getBytes(StandardCharsets.US_ASCII);
        crc.update(tag);
        crc.update(exif);
        return ByteBuffer.allocate(png.length + exif.length + 12)
                .put(png, 0, headerEnd)
                .putInt(exif.length)
                .put(tag)
                .put(exif)
                .putInt((int) crc.getValue())
                .put(png, headerEnd, png.length - headerEnd)
                .array();
    }

    private static byte[] withWebpExif(byte[] webp, int width, int height, byte[] exif) {
        int pixels = webp.length - 12;
        return ByteBuffer.allocate(webp.length + 18 + 8 + exif.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(4 + 18 + pixels + 8 + exif.length)
                .put("WEBPVP8X".getBytes(StandardCharsets.US_ASCII))
                .putInt(10)
                .putInt(0x08)
                .putShort((short) (width - 1))
                .put((byte) 0)
                .putShort((short) (height - 1))
                .put((byte) 0)
                .put(webp, 12, pixels)
                .put("EXIF".getBytes(StandardCharsets.US_ASCII))
                .putInt(exif.length)
                .put(exif)
                .array();
    }
}

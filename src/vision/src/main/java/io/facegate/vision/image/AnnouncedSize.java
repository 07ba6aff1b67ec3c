package io.facegate.vision.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * How large a picture says that it is, read at a glance from its first bytes: to know what it will cost before anything is
 * done for it. It judges nothing: that is {@link ImageDecoder}'s.
 */
public final class AnnouncedSize {
    /** A block of 64 pixels takes a bit at least, in a progressive picture. */
    private static final long JPEG_PIXELS_OF_A_BYTE = 512;

    /** Deflate makes 1032 bytes of one, and a byte may hold eight pixels. */
    private static final long PNG_PIXELS_OF_A_BYTE = 1032 * 8;

    /** Before a frame header lie a dozen segments. */
    private static final int MOST_SEGMENTS = 1_000;

    private AnnouncedSize() {}

    /** Width times height, or less if the bytes can't hold so much; 0 if they don't say. */
    public static long pixels(byte[] picture) {
        ByteBuffer bytes = ByteBuffer.wrap(picture);
        if (picture.length < 30) {
            return 0;
        }
        if (bytes.getShort(0) == (short) 0xFFD8) {
            return Math.min(ofJpeg(bytes), picture.length * JPEG_PIXELS_OF_A_BYTE);
        }
        if (bytes.getInt(0) == 0x8950_4E47) {
            long pixels = unsigned(bytes.getInt(16)) * Math.min(unsigned(bytes.getInt(20)), Integer.MAX_VALUE);
            return Math.min(pixels, picture.length * PNG_PIXELS_OF_A_BYTE);
        }
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        if (startsWith(picture, 0, "RIFF") && startsWith(picture, 8, "WEBP")) {
            return ofWebp(picture, bytes);
        }
        if (startsWith(picture, 0, "BM")) {
            return bytes.getInt(14) == 12
                    ? (long) Short.toUnsignedInt(bytes.getShort(18)) * Short.toUnsignedInt(bytes.getShort(20))
                    : Math.max(0, (long) bytes.getInt(18)) * Math.abs((long) bytes.getInt(22));
        }
        return 0;
    }

    /** Whether it is of a format that can be decoded in a smaller size, which takes less. */
    public static boolean isReducible(byte[] picture) {
        return picture.length > 1 && picture[0] == (byte) 0xFF && picture[1] == (byte) 0xD8;
    }

    private static long ofJpeg(ByteBuffer bytes) {
        int at = 2;
        for (int segment = 0; segment < MOST_SEGMENTS && at + 9 <= bytes.limit(); segment++) {
            int marker = bytes.get(at + 1) & 0xFF;
            if (marker >= 0xC0 && marker <= 0xC2) {
                return (long) Short.toUnsignedInt(bytes.getShort(at + 5)) * Short.toUnsignedInt(bytes.getShort(at + 7));
            }
            at += marker == 0xFF ? 1 : 2 + Short.toUnsignedInt(bytes.getShort(at + 2));
        }
        return 0;
    }

    private static long ofWebp(byte[] picture, ByteBuffer bytes) {
        if (startsWith(picture, 12, "VP8X")) {
            return (long) ((bytes.getInt(24) & 0xFF_FFFF) + 1) * ((bytes.getInt(26) >>> 8) + 1);
        }
        if (startsWith(picture, 12, "VP8L")) {
            int size = bytes.getInt(21);
            return (long) ((size & 0x3FFF) + 1) * ((size >> 14 & 0x3FFF) + 1);
        }
        return (long) (bytes.getShort(26) & 0x3FFF) * (bytes.getShort(28) & 0x3FFF);
    }

    private static long unsigned(int value) {
        return Integer.toUnsignedLong(value);
    }

    private static boolean startsWith(byte[] bytes, int from, String text) {
        byte[] expected = text.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.wrap(bytes, from, expected.length).equals(ByteBuffer.wrap(expected));
    }
}

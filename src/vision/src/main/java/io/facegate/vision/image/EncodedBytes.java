package io.facegate.vision.image;

import java.util.Arrays;

/**
 * Reads a picture's bytes from front to back. To read beyond the end is not a programming mistake here: it means that the
 * picture is cut off, and is told so.
 */
final class EncodedBytes {
    private final ImageFormat format;
    private final byte[] bytes;
    private int position;

    EncodedBytes(ImageFormat format, byte[] bytes) {
        this.format = format;
        this.bytes = bytes;
    }

    int position() {
        return position;
    }

    int remaining() {
        return bytes.length - position;
    }

    int u8() {
        require(1);
        return bytes[position++] & 0xFF;
    }

    int u16BigEndian() {
        return u8() << 8 | u8();
    }

    long u32BigEndian() {
        return (long) u16BigEndian() << 16 | u16BigEndian();
    }

    int u16LittleEndian() {
        return u8() | u8() << 8;
    }

    int u24LittleEndian() {
        return u16LittleEndian() | u8() << 16;
    }

    long u32LittleEndian() {
        return u16LittleEndian() | (long) u16LittleEndian() << 16;
    }

    /** The next four bytes, as RIFF and PNG name their chunks. */
    int tag() {
        return (int) u32BigEndian();
    }

    static int tag(String name) {
        return name.charAt(0) << 24 | name.charAt(1) << 16 | name.charAt(2) << 8 | name.charAt(3);
    }

    byte[] bytes(int count) {
        require(count);
        position += count;
        return Arrays.copyOfRange(bytes, position - count, position);
    }

    void skip(long count) {
        require(count);
        position += (int) count;
    }

    private void require(long count) {
        if (count > remaining()) {
            throw damaged("it ends after %d bytes, in the middle".formatted(bytes.length));
        }
    }

    PictureRejectedException damaged(String how) {
        return new PictureRejectedException(
                Rejection.IMAGE_DAMAGED, "The %s picture is damaged: %s.".formatted(format.title(), how));
    }

    PictureRejectedException unsupported(String what) {
        return new PictureRejectedException(
                Rejection.IMAGE_TYPE_UNSUPPORTED, "%s pictures %s are not supported.".formatted(format.title(), what));
    }
}

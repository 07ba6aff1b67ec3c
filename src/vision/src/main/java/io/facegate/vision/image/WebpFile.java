package io.facegate.vision.image;

/**
 * WebP (RFC 9649): lossy (VP8), lossless (VP8L) and extended (VP8X) files. The size comes from the pixels' own header, and
 * in an extended file the canvas must have that size too.
 *
 * <p>Animated files are refused: unlike PNG, the format has no picture that stands for the whole.
 */
final class WebpFile {
    private static final int VP8 = EncodedBytes.tag("VP8 ");
    private static final int VP8L = EncodedBytes.tag("VP8L");
    private static final int VP8X = EncodedBytes.tag("VP8X");
    private static final int EXIF = EncodedBytes.tag("EXIF");

    private static final int ALPHA_FLAG = 0x10;
    private static final int ANIMATION_FLAG = 0x02;
    private static final int FRAME_HEADER = 10;
    private static final int PARTITION_LENGTH_SHIFT = 5;

    private final byte[] picture;
    private final EncodedBytes in;
    private int width = -1;
    private int height = -1;
    private int canvasWidth = -1;
    private int canvasHeight = -1;
    private boolean translucent;
    private Orientation orientation = Orientation.UPRIGHT;

    private WebpFile(byte[] picture) {
        this.picture = picture;
        this.in = new EncodedBytes(ImageFormat.WEBP, picture);
    }

    static EncodedImage read(byte[] picture) {
        return new WebpFile(picture).read();
    }

    private EncodedImage read() {
        in.skip(4);
        long end = in.u32LittleEndian() + in.position();
        in.skip(4);
        if (end > picture.length) {
            throw in.damaged("it has %d bytes of %d".formatted(picture.length, end));
        }
        while (end - in.position() >= 8) {
            chunk(end);
        }
        if (width < 0) {
            throw in.damaged("it has no pixels");
        }
        if (canvasWidth >= 0 && (canvasWidth != width || canvasHeight != height)) {
            throw in.damaged("its canvas and its pixels differ in size");
        }
        return new EncodedImage(width, height, orientation, translucent, false, picture);
    }

    private void chunk(long end) {
        int tag = in.tag();
        long length = in.u32LittleEndian();
        int content = in.position();
        if (content + length > end) {
            throw in.damaged("a chunk reaches beyond its end");
        }
        if (tag == VP8X) {
            extended(headerAt(content));
        } else if (tag == VP8 && width < 0) {
            lossy(headerAt(content), length);
        } else if (tag == VP8L && width < 0) {
            lossless(headerAt(content));
        } else if (tag == EXIF) {
            orientation = Exif.orientation(picture, content, (int) length);
        }
        in.skip(Math.min(length + (length & 1), in.remaining()));
    }

    private EncodedBytes headerAt(int content) {
        EncodedBytes header = new EncodedBytes(ImageFormat.WEBP, picture);
        header.skip(content);
        return header;
    }

    private void extended(EncodedBytes header) {
        int flags = header.u8();
        if ((flags & ANIMATION_FLAG) != 0) {
            throw in.unsupported("that are animated");
        }
        translucent = (flags & ALPHA_FLAG) != 0;
        header.skip(3);
        canvasWidth = header.u24LittleEndian() + 1;
        canvasHeight = header.u24LittleEndian() + 1;
    }

    /** RFC 6386, section 9.1. */
    private void lossy(EncodedBytes header, long length) {
        int tag = header.u24LittleEndian();
        boolean keyFrame = (tag & 1) == 0;
        if (FRAME_HEADER + (tag >>> PARTITION_LENGTH_SHIFT) > length) {
            throw in.damaged("a part of its pixels is missing");
        }
        if (!keyFrame || header.u24LittleEndian() != 0x2A019D) {
            throw in.damaged("its frame header is wrong");
        }
        width = header.u16LittleEndian() & 0x3FFF;
        height = header.u16LittleEndian() & 0x3FFF;
    }

    private void lossless(EncodedBytes header) {
        if (header.u8() != 0x2F) {
            throw in.damaged("its lossless header is wrong");
        }
        long bits = header.u32LittleEndian();
        width = (int) (bits & 0x3FFF) + 1;
        height = (int) (bits >> 14 & 0x3FFF) + 1;
        if (canvasWidth < 0) {
            translucent = (bits >> 28 & 1) != 0;
        }
    }
}

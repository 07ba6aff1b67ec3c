package io.facegate.vision.image;

import java.io.ByteArrayOutputStream;
import java.util.zip.CRC32;

/**
 * PNG (W3C Recommendation, third edition): walks the chunks to IEND and checks each checksum, and whether the pixels can be
 * in them.
 *
 * <p>Only the chunks that pixels are made of go on to the decoder. A compressed comment or colour profile can therefore
 * not grow to any size in memory, and of an animated picture the default image is seen, as the standard wants it from
 * viewers without animation.
 */
final class PngFile {
    private static final int SIGNATURE_LENGTH = 8;
    private static final int CRC_LENGTH = 4;
    private static final int IHDR = EncodedBytes.tag("IHDR");
    private static final int PLTE = EncodedBytes.tag("PLTE");
    private static final int TRNS = EncodedBytes.tag("tRNS");
    private static final int IDAT = EncodedBytes.tag("IDAT");
    private static final int IEND = EncodedBytes.tag("IEND");
    private static final int EXIF = EncodedBytes.tag("eXIf");

    /** Bit 5 of the first letter: a decoder that doesn't know the chunk may skip it. */
    private static final int ANCILLARY = 0x2000_0000;

    private static final int GREY = 0;
    private static final int RGB = 2;
    private static final int PALETTE = 3;
    private static final int ALPHA = 4;
    private static final int GREY_ALPHA = 4;
    private static final int RGB_ALPHA = 6;

    /** Deflate makes so many bytes of one at most. */
    private static final long MOST_INFLATED = 1032;

    /** Left, top, step to the right and step down of the passes of an interlaced picture (Adam7). */
    private static final int[][] PASSES = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };

    private final ImageLimits limits;
    private final byte[] picture;
    private final EncodedBytes in;
    private final ByteArrayOutputStream pixels;
    private long width = -1;
    private long height = -1;
    private int colourType;
    private boolean transparency;
    private long rawBytes;
    private long deflatedBytes;
    private Orientation orientation = Orientation.UPRIGHT;

    private PngFile(byte[] picture, ImageLimits limits) {
        this.limits = limits;
        this.picture = picture;
        this.in = new EncodedBytes(ImageFormat.PNG, picture);
        this.pixels = new ByteArrayOutputStream(picture.length);
    }

    static EncodedImage read(byte[] picture, ImageLimits limits) {
        return new PngFile(picture, limits).read();
    }

    private EncodedImage read() {
        in.skip(SIGNATURE_LENGTH);
        pixels.write(picture, 0, SIGNATURE_LENGTH);
        while (chunk() != IEND) {
            if (width < 0) {
                throw in.damaged("it does not start with its header");
            }
        }
        if (deflatedBytes == 0) {
            throw in.damaged("it has no pixels");
        }
        if (deflatedBytes * MOST_INFLATED < rawBytes) {
            throw in.damaged("a part of its pixels is missing");
        }
        boolean translucent =
                (colourType & ALPHA) != 0 || (transparency && (colourType == RGB || colourType == PALETTE));
        return new EncodedImage(width, height, orientation, translucent, false, pixels.toByteArray());
    }

    private int chunk() {
        int start = in.position();
        long length = in.u32BigEndian();
        int tag = in.tag();
        int content = in.position();
        in.skip(length);
        checkCrc(content - 4, (int) length + 4, in.u32BigEndian());
        if (tag == IHDR) {
            header(content, (int) length);
        } else if (tag == TRNS) {
            transparency = true;
        } else if (tag == IDAT) {
            deflatedBytes += length;
        } else if (tag == EXIF) {
            orientation = Exif.orientation(picture, content, (int) length);
        } else if (tag != PLTE && tag != IEND && (tag & ANCILLARY) == 0) {
            throw in.unsupported("with private extensions");
        }
        if (tag == TRNS || (tag & ANCILLARY) == 0) {
            pixels.write(picture, start, content - start + (int) length + CRC_LENGTH);
        }
        return tag;
    }

    private void checkCrc(int from, int length, long expected) {
        CRC32 crc = new CRC32();
        crc.update(picture, from, length);
        if (crc.getValue() != expected) {
            throw in.damaged("a checksum is wrong");
        }
    }

    private void header(int content, int length) {
        if (width >= 0 || length != 13) {
            throw in.damaged("its header is wrong");
        }
        EncodedBytes header = new EncodedBytes(ImageFormat.PNG, picture);
        header.skip(content);
        width = header.u32BigEndian();
        height = header.u32BigEndian();
        int depth = header.u8();
        colourType = header.u8();
        header.skip(2);
        limits.check(width, height);
        long bits = (long) depth * channels();
        if (header.u8() == 0) {
            rawBytes = height * rowBytes(width, bits);
        } else {
            for (int[] pass : PASSES) {
                long across = Math.max(0, (width - pass[0] + pass[2] - 1) / pass[2]);
                long down = Math.max(0, (height - pass[1] + pass[3] - 1) / pass[3]);
                rawBytes += across == 0 ? 0 : down * rowBytes(across, bits);
            }
        }
    }

    private int channels() {
        return switch (colourType) {
            case GREY, PALETTE -> 1;
            case GREY_ALPHA -> 2;
            case RGB -> 3;
            case RGB_ALPHA -> 4;
            default -> throw in.damaged("its colours are of an unknown type");
        };
    }

    /** With the byte that says how the row is filtered. */
    private static long rowBytes(long pixels, long bits) {
        return 1 + (pixels * bits + 7) / 8;
    }
}

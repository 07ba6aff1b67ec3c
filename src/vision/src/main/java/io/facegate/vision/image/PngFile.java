package io.facegate.vision.image;

import java.io.ByteArrayOutputStream;
import java.util.zip.CRC32;

/**
 * PNG (W3C Recommendation, third edition): walks the chunks to IEND and checks each checksum.
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

    private static final int RGB = 2;
    private static final int PALETTE = 3;
    private static final int ALPHA = 4;

    private final byte[] picture;
    private final EncodedBytes in;
    private final ByteArrayOutputStream pixels;
    private long width = -1;
    private long height = -1;
    private int colourType;
    private boolean transparency;
    private boolean hasPixels;
    private Orientation orientation = Orientation.UPRIGHT;

    private PngFile(byte[] picture) {
        this.picture = picture;
        this.in = new EncodedBytes(ImageFormat.PNG, picture);
        this.pixels = new ByteArrayOutputStream(picture.length);
    }

    static EncodedImage read(byte[] picture) {
        return new PngFile(picture).read();
    }

    private EncodedImage read() {
        in.skip(SIGNATURE_LENGTH);
        pixels.write(picture, 0, SIGNATURE_LENGTH);
        while (chunk() != IEND) {
            if (width < 0) {
                throw in.damaged("it does not start with its header");
            }
        }
        if (!hasPixels) {
            throw in.damaged("it has no pixels");
        }
        boolean translucent =
                (colourType & ALPHA) != 0 || (transparency && (colourType == RGB || colourType == PALETTE));
        return new EncodedImage(width, height, orientation, translucent, pixels.toByteArray());
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
            hasPixels = true;
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
        header.u8();
        colourType = header.u8();
    }
}

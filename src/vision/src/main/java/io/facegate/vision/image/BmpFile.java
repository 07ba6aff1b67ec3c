package io.facegate.vision.image;

import java.util.Set;

/**
 * BMP of Windows and OS/2. The fourth byte of 32-bit pixels is dropped: most writers leave it zero and mean opaque.
 */
final class BmpFile {
    private static final int FILE_HEADER_LENGTH = 14;
    private static final int CORE_HEADER_LENGTH = 12;
    private static final int INFO_HEADER_LENGTH = 40;
    private static final Set<Integer> DEPTHS = Set.of(1, 4, 8, 16, 24, 32);

    private static final long UNCOMPRESSED = 0;
    private static final long RUN_LENGTH_8 = 1;
    private static final long RUN_LENGTH_4 = 2;
    private static final long BIT_FIELDS = 3;
    private static final long ALPHA_BIT_FIELDS = 6;

    /** Two bytes of run-length encoding stand for so many pixels at most. */
    private static final long LONGEST_RUN = 255;

    private BmpFile() {}

    static EncodedImage read(byte[] picture, ImageLimits limits) {
        EncodedBytes in = new EncodedBytes(ImageFormat.BMP, picture);
        in.skip(10);
        long offset = in.u32LittleEndian();
        long headerLength = in.u32LittleEndian();
        long width;
        long height;
        int depth;
        long compression;
        if (headerLength == CORE_HEADER_LENGTH) {
            width = in.u16LittleEndian();
            height = in.u16LittleEndian();
            in.skip(2);
            depth = in.u16LittleEndian();
            compression = UNCOMPRESSED;
        } else if (headerLength >= INFO_HEADER_LENGTH) {
            width = (int) in.u32LittleEndian();
            height = Math.abs((long) (int) in.u32LittleEndian()); // negative: the top row comes first
            in.skip(2);
            depth = in.u16LittleEndian();
            compression = in.u32LittleEndian();
        } else {
            throw in.damaged("its header has %d bytes".formatted(headerLength));
        }
        if (!DEPTHS.contains(depth)) {
            throw in.damaged("it claims %d bits a pixel".formatted(depth));
        }
        if (width <= 0) {
            throw in.damaged("it claims a width of %d".formatted(width));
        }
        if (offset < FILE_HEADER_LENGTH + headerLength || offset > picture.length) {
            throw in.damaged("its pixels are said to start at byte %d of %d".formatted(offset, picture.length));
        }
        limits.check(width, height);
        if (compression == RUN_LENGTH_8 || compression == RUN_LENGTH_4) {
            if ((picture.length - offset) / 2 * LONGEST_RUN < width * height) {
                throw in.damaged("a part of its pixels is missing");
            }
            return new EncodedImage(width, height, Orientation.UPRIGHT, false, false, picture);
        }
        boolean fields = compression == BIT_FIELDS || compression == ALPHA_BIT_FIELDS;
        if (compression != UNCOMPRESSED && !fields) {
            throw in.unsupported("with compression %d".formatted(compression));
        }
        long rowLength = (width * depth + 31) / 32 * 4;
        if (rowLength * height > picture.length - offset) {
            throw in.damaged(
                    "it has %d of its %d bytes of pixels".formatted(picture.length - offset, rowLength * height));
        }
        byte[] pixels = fields ? BmpBitFields.expand(picture, depth, (int) offset, in) : picture;
        return new EncodedImage(width, height, Orientation.UPRIGHT, false, false, pixels);
    }
}

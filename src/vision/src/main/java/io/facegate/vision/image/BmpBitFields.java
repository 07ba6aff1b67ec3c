package io.facegate.vision.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * BMP whose channels lie anywhere in a pixel's bits, such as 5-6-5: made one of 24 bits a pixel, which every decoder reads.
 */
final class BmpBitFields {
    private static final int WIDTH_AT = 18;
    private static final int HEIGHT_AT = 22;
    /** Behind an old header, and within a newer one, at the same place. */
    private static final int MASKS_AT = 54;

    private static final int HEADERS = 54;

    private BmpBitFields() {}

    /**
     * @param picture whose pixels are all there
     * @param depth bits of a pixel
     * @param offset where the pixels start
     */
    static byte[] expand(byte[] picture, int depth, int offset, EncodedBytes in) {
        if (depth != 16 && depth != 32) {
            throw in.unsupported("with bit fields of %d bits".formatted(depth));
        }
        if (picture.length < MASKS_AT + 3 * Integer.BYTES) {
            throw in.damaged("its masks are missing");
        }
        ByteBuffer from = ByteBuffer.wrap(picture).order(ByteOrder.LITTLE_ENDIAN);
        int width = from.getInt(WIDTH_AT);
        int height = Math.abs(from.getInt(HEIGHT_AT));
        Channel red = new Channel(from.getInt(MASKS_AT));
        Channel green = new Channel(from.getInt(MASKS_AT + 4));
        Channel blue = new Channel(from.getInt(MASKS_AT + 8));
        int bytes = depth / 8;
        int fromRow = (width * bytes + 3) / 4 * 4;
        int toRow = (width * 3 + 3) / 4 * 4;
        byte[] expanded = new byte[HEADERS + toRow * height];
        ByteBuffer to = ByteBuffer.wrap(expanded).order(ByteOrder.LITTLE_ENDIAN);
        to.put((byte) 'B').put((byte) 'M').putInt(expanded.length).putInt(0).putInt(HEADERS);
        to.putInt(40)
                .putInt(width)
                .putInt(from.getInt(HEIGHT_AT))
                .putShort((short) 1)
                .putShort((short) 24);
        for (int y = 0; y < height; y++) {
            int at = HEADERS + y * toRow;
            for (int x = 0; x < width; x++) {
                int pixel = bytes == 2
                        ? Short.toUnsignedInt(from.getShort(offset + y * fromRow + 2 * x))
                        : from.getInt(offset + y * fromRow + 4 * x);
                expanded[at++] = blue.of(pixel);
                expanded[at++] = green.of(pixel);
                expanded[at++] = red.of(pixel);
            }
        }
        return expanded;
    }

    private record Channel(int mask) {
        byte of(int pixel) {
            if (mask == 0) {
                return 0;
            }
            int shift = Integer.numberOfTrailingZeros(mask);
            long most = Integer.toUnsignedLong(mask >>> shift);
            long value = Integer.toUnsignedLong((pixel & mask) >>> shift);
            return (byte) ((value * 255 + most / 2) / most);
        }
    }
}

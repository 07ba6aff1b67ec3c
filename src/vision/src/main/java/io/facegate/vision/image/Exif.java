package io.facegate.vision.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Finds the orientation in EXIF metadata, a TIFF structure, and nothing else. Metadata that makes no sense is no reason to
 * refuse a picture: it counts as upright.
 */
final class Exif {
    private static final byte[] PREFIX = {'E', 'x', 'i', 'f', 0, 0};
    private static final int ORIENTATION = 0x0112;
    private static final int SHORT = 3;
    private static final int ENTRY_LENGTH = 12;

    private Exif() {}

    /** Whether it is EXIF at all: JPEG keeps other things under the same marker. */
    static boolean startsAt(byte[] bytes, int from, int length) {
        return length >= PREFIX.length
                && ByteBuffer.wrap(bytes, from, PREFIX.length).equals(ByteBuffer.wrap(PREFIX));
    }

    /** The TIFF structure may follow the prefix that JPEG has, which some writers of other formats put there too. */
    static Orientation orientation(byte[] bytes, int from, int length) {
        int prefix = startsAt(bytes, from, length) ? PREFIX.length : 0;
        ByteBuffer tiff = ByteBuffer.wrap(bytes, from + prefix, length - prefix).slice();
        if (tiff.remaining() < 8) {
            return Orientation.UPRIGHT;
        }
        int signature = tiff.getInt(0);
        if (signature == 0x49492A00) {
            tiff.order(ByteOrder.LITTLE_ENDIAN);
        } else if (signature != 0x4D4D002A) {
            return Orientation.UPRIGHT;
        }
        long directory = Integer.toUnsignedLong(tiff.getInt(4));
        if (directory + 2 > tiff.limit()) {
            return Orientation.UPRIGHT;
        }
        int entries = Short.toUnsignedInt(tiff.getShort((int) directory));
        for (int i = 0; i < entries; i++) {
            long entry = directory + 2 + (long) i * ENTRY_LENGTH;
            if (entry + ENTRY_LENGTH > tiff.limit()) {
                return Orientation.UPRIGHT;
            }
            int at = (int) entry;
            if (Short.toUnsignedInt(tiff.getShort(at)) == ORIENTATION) {
                return tiff.getShort(at + 2) == SHORT
                        ? Orientation.ofExif(Short.toUnsignedInt(tiff.getShort(at + 8)))
                        : Orientation.UPRIGHT;
            }
        }
        return Orientation.UPRIGHT;
    }
}

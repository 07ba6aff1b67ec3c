package io.facegate.training.tfrecord;

import java.util.zip.CRC32C;

/** The checksum of record files: a CRC-32C, rotated and shifted so that checksums of checksums stay sound. */
final class MaskedCrc {
    private static final int DELTA = 0xa282ead8;

    private MaskedCrc() {}

    static int of(byte[] data, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(data, offset, length);
        int value = (int) crc.getValue();
        return Integer.rotateRight(value, 15) + DELTA;
    }
}

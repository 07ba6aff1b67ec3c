package io.facegate.vision.image;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** A baseline JPEG of 16 x 16 pixels in one CMYK colour, stored inverted, as Adobe's programs do and say in a marker. */
final class FlatCmykJpeg {
    private FlatCmykJpeg() {}

    /** Ink of each channel, 0..255. */
    static byte[] of(int cyan, int magenta, int yellow, int black) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        write(file, 0xFF, 0xD8);
        write(file, 0xFF, 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0);
        write(file, 0xFF, 0xDB, 0, 67, 0);
        int[] quantisers = new int[64];
        Arrays.fill(quantisers, 8);
        write(file, quantisers);
        write(file, 0xFF, 0xC0, 0, 20, 8, 0, 16, 0, 16, 4);
        for (int channel = 1; channel <= 4; channel++) {
            write(file, channel, 0x11, 0);
        }
        // DC: categories 0 to 8 have the four-bit codes 0000 to 1000; AC: "0" ends a block
        write(file, 0xFF, 0xC4, 0, 28, 0x00, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        write(file, 0, 1, 2, 3, 4, 5, 6, 7, 8);
        write(file, 0xFF, 0xC4, 0, 20, 0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        write(file, 0xFF, 0xDA, 0, 14, 4, 1, 0, 2, 0, 3, 0, 4, 0, 0, 63, 0);
        StringBuilder bits = new StringBuilder();
        for (int block = 0; block < 4; block++) {
            for (int ink : new int[] {cyan, magenta, yellow, black}) {
                // a flat block's DC coefficient is 8 times its level, which the quantiser divides by 8
                bits.append(block == 0 ? difference(255 - ink - 128) : "0000").append('0');
            }
        }
        while (bits.length() % 8 != 0) {
            bits.append('1');
        }
        for (int i = 0; i < bits.length(); i += 8) {
            int entropy = Integer.parseInt(bits.substring(i, i + 8), 2);
            write(file, entropy);
            if (entropy == 0xFF) {
                write(file, 0);
            }
        }
        write(file, 0xFF, 0xD9);
        return file.toByteArray();
    }

    private static String difference(int level) {
        int category = 32 - Integer.numberOfLeadingZeros(Math.abs(level));
        if (category == 0) {
            return "0000";
        }
        int extra = level > 0 ? level : level + (1 << category) - 1;
        return binary(category, 4) + binary(extra, category);
    }

    private static String binary(int value, int length) {
        String digits = Integer.toBinaryString(value);
        return "0".repeat(length - digits.length()) + digits;
    }

    private static void write(ByteArrayOutputStream file, int... bytes) {
        for (int value : bytes) {
            file.write(value);
        }
    }
}

package io.facegate.vision.image;

/** A table of Huffman codes of up to 16 bits (ITU-T T.81, annex C), made to be decoded by. */
final class HuffmanTable {
    static final int LONGEST = 16;

    /** Codes of up to so many bits, which most are, are looked up at once. */
    static final int LOOKED_UP = 9;

    private final short[] lookUp = new short[1 << LOOKED_UP];
    private final int[] lastCode = new int[LONGEST + 1];
    private final int[] firstValue = new int[LONGEST + 1];
    private final byte[] values;

    /**
     * @param counts how many codes there are of each length, from 1 on
     * @param values what the codes mean, in their order
     * @throws IllegalArgumentException if there are more codes than their lengths can tell apart
     */
    HuffmanTable(int[] counts, byte[] values) {
        this.values = values;
        int code = 0;
        int value = 0;
        for (int length = 1; length <= LONGEST; length++) {
            firstValue[length] = value - code;
            for (int i = 0; i < counts[length - 1]; i++) {
                if (length <= LOOKED_UP) {
                    fill(code, length, values[value]);
                }
                code++;
                value++;
            }
            if (code > 1 << length) {
                throw new IllegalArgumentException("too many codes of %d bits".formatted(length));
            }
            lastCode[length] = code - 1;
            code <<= 1;
        }
    }

    private void fill(int code, int length, byte value) {
        int unused = LOOKED_UP - length;
        for (int i = 0; i < 1 << unused; i++) {
            int index = code << unused | i;
            if (index < lookUp.length) {
                lookUp[index] = (short) (length << 8 | value & 0xFF);
            }
        }
    }

    /** The code that these bits start with, as its length times 256 and its value; 0 if it is longer than they are. */
    int lookUp(int bits) {
        return lookUp[bits];
    }

    /** Whether these bits are a code of this length, if they start with none that is shorter. */
    boolean has(int code, int length) {
        return code <= lastCode[length] && firstValue[length] + code >= 0;
    }

    int value(int code, int length) {
        return values[firstValue[length] + code] & 0xFF;
    }
}

package io.facegate.vision.image;

import org.jspecify.annotations.Nullable;

/** A table of Huffman codes of up to 16 bits (ITU-T T.81, annex C), made to be decoded by. */
final class HuffmanTable {
    static final int LONGEST = 16;

    /** Codes of up to so many bits, which most are, are looked up at once. */
    static final int LOOKED_UP = 9;

    /** So many and one more, without a value; with fewer, a block ends. */
    static final int SIXTEEN_ZEROS = 15;

    /** Bits of which is looked up at once how many codes, with the bits of their values, they begin with. */
    static final int STEP = 12;

    static final int STEP_MASK = (1 << STEP) - 1;

    private static final int COEFFICIENTS_SHIFT = 8;
    private static final int ENDS = 1 << 16;

    private final short[] lookUp = new short[1 << LOOKED_UP];
    private final int[] lastCode = new int[LONGEST + 1];
    private final int[] firstValue = new int[LONGEST + 1];
    private final byte[] values;
    private int @Nullable [] steps;

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

    /**
     * Over how many whole coefficients, and bits, one gets by the next {@value #STEP} bits, which are the index: 0 if there is
     * none.
     */
    int[] steps() {
        int[] known = steps;
        if (known == null) {
            known = makeSteps();
            steps = known;
        }
        return known;
    }

    static int bits(int steps) {
        return steps & 0xFF;
    }

    /** Zeros among them; and one more where a block ends, for which there has to be room. */
    static int coefficients(int steps) {
        return steps >> COEFFICIENTS_SHIFT & 0xFF;
    }

    static boolean ends(int steps) {
        return steps >= ENDS;
    }

    private int[] makeSteps() {
        int[] made = new int[1 << STEP];
        for (int start = 0; start < made.length; start++) {
            int used = 0;
            int coefficients = 0;
            int ends = 0;
            while (ends == 0) {
                int found = lookUp[(start << used & STEP_MASK) >> STEP - LOOKED_UP];
                int length = (found >> 8) + (found & 15);
                int zeros = (found & 0xFF) >> 4;
                if (found == 0 || used + length > STEP) {
                    break;
                }
                ends = (found & 15) == 0 && zeros < SIXTEEN_ZEROS ? ENDS : 0;
                used += length;
                coefficients += ends == 0 ? zeros + 1 : 1;
            }
            made[start] = used | coefficients << COEFFICIENTS_SHIFT | ends;
        }
        return made;
    }

    /** Whether these bits are a code of this length, if they start with none that is shorter. */
    boolean has(int code, int length) {
        return code <= lastCode[length] && firstValue[length] + code >= 0;
    }

    int value(int code, int length) {
        return values[firstValue[length] + code] & 0xFF;
    }
}

package io.facegate.vision.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Several codes at once are passed as one by one, whatever comes. */
class EntropyBitsTest {
    private static final int BLOCKS = 400;

    /** The standard table for luminance: ITU-T T.81, K.5. */
    private static final int[] COUNTS = {0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 125};

    private static final int CODES = 162;

    @RepeatedTest(300)
    void bothWaysReadTheSame(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        HuffmanTable table = new HuffmanTable(COUNTS, values(random));
        byte[] data = data(random);
        EntropyBits some = new EntropyBits(data, 0);
        EntropyBits single = new EntropyBits(data, 0);

        for (int block = 0; block < BLOCKS; block++) {
            boolean readable = single.passCoefficientsOneByOne(table);
            assertThat(some.passCoefficients(table)).isEqualTo(readable);
            assertThat(some.exhausted()).isEqualTo(single.exhausted());
            if (!readable) {
                break;
            }
            assertThat(some.bits(3)).as("bits after block %d", block).isEqualTo(single.bits(3));
        }
    }

    @Test
    void whatFollowsAFullBlockIsLeft() {
        byte[] values = {0x01, (byte) 0xF0, 0x00};
        int[] counts = {0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        HuffmanTable table = new HuffmanTable(counts, values);
        // 00 v: a coefficient; 01: 16 zeros; 10: end. 63 coefficients, and then the end of the next block
        EntropyBits bits = new EntropyBits(new byte[24], 0);
        EntropyBits last = new EntropyBits(new byte[] {0, 0, 0}, 0);

        assertThat(bits.passCoefficients(table)).isTrue();
        assertThat(bits.exhausted()).isFalse();
        assertThat(last.passCoefficients(table)).isTrue();
        assertThat(last.exhausted()).as("63 coefficients have 189 bits").isTrue();
    }

    /** A few ends of blocks, and many coefficients with zeros before them. */
    private static byte[] values(Random random) {
        byte[] values = new byte[CODES];
        random.nextBytes(values);
        values[random.nextInt(8)] = 0;
        values[8 + random.nextInt(8)] = (byte) 0xF0;
        return values;
    }

    /** As encoders write it: 0 follows 0xFF; now and then a marker, beyond which nothing is read. */
    private static byte[] data(Random random) {
        byte[] data = new byte[2_000];
        random.nextBytes(data);
        for (int i = 1; i < data.length; i++) {
            if (data[i - 1] == (byte) 0xFF && random.nextInt(20) > 0) {
                data[i] = 0;
            }
        }
        return data;
    }
}

package io.facegate.training.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShuffleTest {
    private static final int ROUNDS = 12_000;

    @Test
    void everyOrderIsAsLikelyAsAnyOther() {
        int[] counts = new int[6];
        for (int round = 0; round < ROUNDS; round++) {
            int[] values = Shuffle.range(3);
            Shuffle.shuffle(values, Shuffle.random(1, round));
            counts[values[0] * 2 + (values[1] > values[2] ? 1 : 0)]++;
        }

        double chiSquared = 0;
        double expected = ROUNDS / 6.0;
        for (int count : counts) {
            chiSquared += (count - expected) * (count - expected) / expected;
        }
        // five degrees of freedom: more than 20.5 in one of a thousand
        assertThat(chiSquared).as(Arrays.toString(counts)).isLessThan(20.5);
    }

    @Test
    void nothingIsLostOrDoubled() {
        int[] values = Shuffle.range(100);
        Shuffle.shuffle(values, Shuffle.random(5));

        assertThat(values).doesNotHaveDuplicates().isNotEqualTo(Shuffle.range(100));
        assertThat(Arrays.stream(values).sorted().toArray()).isEqualTo(Shuffle.range(100));
        int[] none = {};
        Shuffle.shuffle(none, Shuffle.random(5));
        assertThat(none).isEmpty();
    }

    @Test
    void everyCombinationOfPartsIsAGeneratorOfItsOwn() {
        Set<Long> first = new HashSet<>();
        int generators = 0;
        for (long seed = 0; seed < 20; seed++) {
            for (long epoch = 0; epoch < 20; epoch++) {
                for (long step = 0; step < 20; step++) {
                    first.add(Shuffle.random(seed, epoch, step).nextLong());
                    generators++;
                }
                first.add(Shuffle.random(seed, epoch).nextLong());
                generators++;
            }
        }

        assertThat(first).hasSize(generators);
        assertThat(Shuffle.random(3, 4, 5).nextLong())
                .isEqualTo(Shuffle.random(3, 4, 5).nextLong())
                .isNotEqualTo(Shuffle.random(3, 5, 4).nextLong())
                .isNotEqualTo(Shuffle.random(4, 3, 5).nextLong());
    }

    /** Seeds that lie close together are what people choose. */
    @Test
    void neighbouringSeedsHaveNothingInCommon() {
        int agreeing = 0;
        for (int seed = 0; seed < ROUNDS; seed++) {
            agreeing += Shuffle.random(seed, 0).nextBoolean()
                            == Shuffle.random(seed + 1, 0).nextBoolean()
                    ? 1
                    : 0;
        }

        assertThat((double) agreeing / ROUNDS).isCloseTo(0.5, within(0.02));
    }
}

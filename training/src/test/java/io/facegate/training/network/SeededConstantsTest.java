package io.facegate.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class SeededConstantsTest {
    private static final Shape KERNEL = Shape.of(3, 3, 64, 128);

    @Test
    void heNormalHasTheVarianceOfItsInputs() {
        float[] values = new SeededConstants(1).values("kernel", KERNEL, Initializer.HE_NORMAL);

        double mean = mean(values);
        double variance = 0;
        for (float value : values) {
            variance += (value - mean) * (value - mean) / values.length;
        }
        assertThat(mean).isCloseTo(0, within(5e-4));
        assertThat(variance).isCloseTo(2.0 / (3 * 3 * 64), within(5e-5));
    }

    @Test
    void seedAndNameDecideEveryBit() {
        float[] values = new SeededConstants(42).values("stem/kernel", Shape.of(2, 2), Initializer.HE_NORMAL);

        assertThat(values)
                .isEqualTo(new SeededConstants(42).values("stem/kernel", Shape.of(2, 2), Initializer.HE_NORMAL));
        // what the first machine computed
        assertThat(Arrays.hashCode(values)).isEqualTo(-404118653);
    }

    @Test
    void otherSeedsAndNamesHaveNothingInCommon() {
        float[] values = new SeededConstants(1).values("kernel", KERNEL, Initializer.HE_NORMAL);

        assertThat(correlation(values, new SeededConstants(2).values("kernel", KERNEL, Initializer.HE_NORMAL)))
                .isCloseTo(0, within(0.015));
        assertThat(correlation(values, new SeededConstants(1).values("kernfl", KERNEL, Initializer.HE_NORMAL)))
                .isCloseTo(0, within(0.015));
    }

    @Test
    void theOthersAreConstant() {
        SeededConstants constants = new SeededConstants(1);

        assertThat(constants.values("a", Shape.of(2), Initializer.ZEROS)).containsExactly(0, 0);
        assertThat(constants.values("a", Shape.of(2), Initializer.ONES)).containsExactly(1, 1);
        assertThat(constants.values("a", Shape.of(2), Initializer.QUARTERS)).containsExactly(0.25f, 0.25f);
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double correlation(float[] left, float[] right) {
        double both = 0;
        double lefts = 0;
        double rights = 0;
        for (int i = 0; i < left.length; i++) {
            both += (double) left[i] * right[i];
            lefts += (double) left[i] * left[i];
            rights += (double) right[i] * right[i];
        }
        return both / Math.sqrt(lefts * rights);
    }
}

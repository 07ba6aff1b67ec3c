package io.facegate.training.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpperBoundTest {
    /** From sums of the binomial distribution itself, bisected until the lower tail is 2.5%. */
    @ParameterizedTest
    @CsvSource({
        "45, 450000, 1.3380560587e-4",
        "200, 2057000, 1.1167735633e-4",
        "0, 450000, 8.1974762985e-6",
        "3, 9, 0.70070494379",
        "9, 9, 1"
    })
    void leavesOneInFortyAbove(long count, long total, double bound) {
        assertThat(UpperBound.of(count, total)).isCloseTo(bound, within(bound * 1e-6));
    }
}

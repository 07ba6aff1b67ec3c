package io.facegate.vision.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.facegate.vision.model.Calibration.OperatingPoint;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    private final Calibration calibration = calibration(
            new OperatingPoint(1e-4, 0.27f, 0.01, 20),
            new OperatingPoint(1e-2, 0.17f, 0.001, 2000),
            new OperatingPoint(1e-3, 0.23f, 0.005, 200));

    @Test
    void measuredRatesHaveTheirThresholds() {
        assertThat(calibration.thresholdAt(1e-2)).isCloseTo(0.17f, within(1e-6f));
        assertThat(calibration.thresholdAt(1e-3)).isCloseTo(0.23f, within(1e-6f));
        assertThat(calibration.thresholdAt(1e-4)).isCloseTo(0.27f, within(1e-6f));
    }

    @Test
    void otherRatesLieOnTheTailOfAGaussian() {
        // the cosines of strangers around 0 with a deviation of 0.1, by Mills' ratio almost
        Calibration gaussian = calibration(at(1e-2, 0.1), at(1e-3, 0.1));

        assertThat(gaussian.thresholdAt(5e-3)).isCloseTo(at(5e-3, 0.1).threshold(), within(1e-6f));
        assertThat(gaussian.thresholdAt(1e-7)).isCloseTo(at(1e-7, 0.1).threshold(), within(1e-6f));
    }

    @Test
    void aLowerRateNeverHasALowerThreshold() {
        float before = 0;
        for (double rate = 1e-2; rate > 1e-30; rate /= 1.7) {
            float threshold = calibration.thresholdAt(rate);
            assertThat(threshold).isGreaterThanOrEqualTo(before).isLessThanOrEqualTo(1);
            before = threshold;
        }
    }

    @Test
    void aRateAboveTheMeasuredOnesHasNone() {
        assertThatThrownBy(() -> calibration.thresholdAt(0.1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0.1");
        assertThatThrownBy(() -> calibration.thresholdAt(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> calibration(at(1e-3, 0.1)).thresholdAt(1e-3))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static OperatingPoint at(double rate, double deviation) {
        return new OperatingPoint(rate, (float) (deviation * Math.sqrt(-2 * Math.log(rate))), 0, 100);
    }

    private static Calibration calibration(OperatingPoint... points) {
        return new Calibration("people", 1_000_000, 1000, List.of(points));
    }
}

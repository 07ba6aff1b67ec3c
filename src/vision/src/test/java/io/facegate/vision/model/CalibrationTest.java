package io.facegate.vision.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.facegate.vision.model.Calibration.OperatingPoint;
import io.facegate.vision.model.Calibration.Unsupported;
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

    @Test
    void aRateWithoutEnoughSupportingPairsIsNotCalibrated() {
        Calibration few = calibration(
                new OperatingPoint(1e-2, 0.17f, 0.001, Calibration.LEAST_SUPPORTING_PAIRS),
                new OperatingPoint(1e-3, 0.23f, 0.005, Calibration.LEAST_SUPPORTING_PAIRS - 1),
                new OperatingPoint(1e-4, 0.27f, 0.01, 0));

        assertThat(few.operatingPoints())
                .extracting(OperatingPoint::falseMatchRate)
                .containsExactly(1e-2);
        assertThat(few.notCalibratedAt()).containsExactly(new Unsupported(1e-3, 9), new Unsupported(1e-4, 0));
        assertThat(few.whyNotAt(1e-2)).isEmpty();
        assertThat(few.whyNotAt(1e-4).orElseThrow())
                .isEqualTo("not calibrated at the false match rate 1.0E-4 (0 of 1000000 impostor pairs support it,"
                        + " at least 10 are needed); it is calibrated at [0.01].");
        assertThatThrownBy(() -> few.at(1e-3)).hasMessageContaining("(9 of 1000000 impostor pairs support it");
    }

    @Test
    void aRateThatNobodyAskedForIsSaidToBeNone() {
        assertThat(calibration.whyNotAt(1e-5).orElseThrow())
                .isEqualTo("not calibrated at the false match rate 1.0E-5; it is calibrated at [1.0E-4, 0.01, 0.001].");
    }

    @Test
    void nothingIsExtrapolatedFromRatesWithoutSupport() {
        Calibration one = calibration(new OperatingPoint(1e-2, 0.17f, 0, 50), new OperatingPoint(1e-3, 1, 0, 0));

        assertThatThrownBy(() -> one.thresholdAt(1e-3)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void childrenHaveThresholdsOfTheirOwn() {
        OperatingPoints children = new OperatingPoints(
                5000,
                List.of(new OperatingPoint(1e-2, 0.3f, 0.02, 50, "children of a town")),
                List.of(new Unsupported(1e-3, 12, 0.61)));
        Calibration both =
                new Calibration("people", 1000, 100, List.of(), List.of(), "worst", null, List.of(), children);

        OperatingPoints chosen = both.thresholds(PopulationKind.CHILDREN).orElseThrow();
        assertThat(chosen.at(1e-2).threshold()).isEqualTo(0.3f);
        assertThat(chosen.whyNotAt(1e-3).orElseThrow())
                .isEqualTo("not calibrated at the false match rate 0.001 (its threshold would refuse 61% of the genuine"
                        + " pairs); it is calibrated at [0.01].");
        assertThat(both.thresholds(PopulationKind.GROWN).orElseThrow().operatingPoints())
                .isEmpty();
        assertThat(calibration.thresholds(PopulationKind.CHILDREN)).isEmpty();
    }

    private static OperatingPoint at(double rate, double deviation) {
        return new OperatingPoint(rate, (float) (deviation * Math.sqrt(-2 * Math.log(rate))), 0, 100);
    }

    private static Calibration calibration(OperatingPoint... points) {
        return new Calibration("people", 1_000_000, 1000, List.of(points));
    }
}

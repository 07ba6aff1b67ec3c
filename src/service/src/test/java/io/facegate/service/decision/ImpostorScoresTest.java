package io.facegate.service.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegate.vision.model.Calibration.OperatingPoint;
import io.facegate.vision.model.OperatingPoints;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImpostorScoresTest {
    /** Quantiles of a Gaussian of mean 0.02 and deviation 0.07. */
    private static final OperatingPoints MEASURED = new OperatingPoints(
            1_000_000,
            List.of(
                    new OperatingPoint(1e-2, 0.02f + 0.07f * 2.3263f, 0.01, 10_000),
                    new OperatingPoint(1e-3, 0.02f + 0.07f * 3.0902f, 0.02, 1_000),
                    new OperatingPoint(1e-4, 0.02f + 0.07f * 3.7190f, 0.03, 100)),
            List.of());

    @Test
    void lieAsTheCalibrationSaysThatDifferentPeopleDo() {
        ImpostorScores scores = ImpostorScores.of(MEASURED, 512);

        assertThat(scores.mean()).isCloseTo(0.02, within(0.002));
        assertThat(scores.deviation()).isCloseTo(0.07, within(0.001));
    }

    @Test
    void lieAsRandomDirectionsDoWhereTooLittleWasMeasured() {
        OperatingPoints one = new OperatingPoints(1000, List.of(new OperatingPoint(1e-2, 0.2f, 0.01, 10)), List.of());

        assertThat(ImpostorScores.of(one, 400)).isEqualTo(new ImpostorScores(0, 0.05));
    }

    @Test
    void neverReachTheLine() {
        ImpostorScores scores = new ImpostorScores(0.02, 0.07);

        assertThat(scores.below(1, 0.28f)).isCloseTo(0.09f, within(1e-6f));
        assertThat(scores.below(4, 0.28f)).as("mirrored").isCloseTo(-0.26f, within(1e-6f));
        assertThat(scores.below(0, -0.5f)).as("a line below the mean").isLessThan(-0.5f);
        assertThat(scores.below(-100, 0.28f)).isEqualTo(-1);
    }
}

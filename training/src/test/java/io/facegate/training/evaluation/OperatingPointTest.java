package io.facegate.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.facegate.vision.model.Calibration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OperatingPointTest {
    private static final Comparisons COMPARISONS = new Comparisons(
            List.of("ada", "bob"),
            List.of(),
            List.of(
                    new ComparedPair(0, 1, 0, 2, 0.9),
                    new ComparedPair(0, 1, 0, 3, 0.4),
                    new ComparedPair(0, 1, 1, 1, 0.5),
                    new ComparedPair(0, 2, 1, 1, 0.2),
                    new ComparedPair(0, 3, 1, 1, 0.1),
                    new ComparedPair(0, 3, 1, 2, 0.0)),
            0);

    @Test
    void countsWhatAThresholdDoesToAllPairs() {
        assertThat(OperatingPoint.of(0.25, 0.5, COMPARISONS)).isEqualTo(new OperatingPoint(0.25, 0.5, 1, 0.25, 1, 0.5));
    }

    @Test
    void whatAModelsThresholdsDoHereIsMeasuredAtEachOfThem() {
        Calibration calibration = new Calibration(
                "other people",
                1000,
                100,
                List.of(
                        new Calibration.OperatingPoint(1e-1, 0.15f, 0.01, 100),
                        new Calibration.OperatingPoint(1e-2, 0.95f, 0.5, 10)));

        assertThat(Evaluation.calibrated(calibration, COMPARISONS))
                .extracting(OperatingPoint::rate, OperatingPoint::falseAccepts, OperatingPoint::falseRejects)
                .containsExactly(tuple(1e-1, 2L, 0L), tuple(1e-2, 0L, 2L));
        assertThat(Evaluation.calibrated(null, COMPARISONS)).isEmpty();
    }

    @Test
    void theLaxestThresholdOfARateIsTaken() {
        RocCurve curve = COMPARISONS.rocCurve();

        assertThat(curve.pointAt(0.25)).isEqualTo(new RocCurve.Point(0.4, 0.25, 1));
        assertThat(curve.pointAt(0.2)).isEqualTo(new RocCurve.Point(0.9, 0, 0.5));
        assertThat(curve.pointAt(1).threshold()).isZero();
        assertThat(curve.genuinePairs()).isEqualTo(2);
        assertThat(curve.impostorPairs()).isEqualTo(4);
    }
}

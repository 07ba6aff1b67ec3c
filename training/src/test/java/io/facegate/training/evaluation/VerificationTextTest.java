package io.facegate.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerificationTextTest {
    private static VerificationReport report(boolean listed) {
        Map<Metric, Estimate> metrics = new EnumMap<>(Metric.class);
        metrics.put(Metric.ACCURACY, new Estimate(0.95, 0.91, 0.98));
        metrics.put(Metric.ROC_AUC, new Estimate(0.98765, 0.9, 1));
        metrics.put(Metric.TAR_AT_FAR_1E_2, new Estimate(0.5, 0.4, 0.6));
        return new VerificationReport(
                1200,
                4800,
                listed,
                7,
                10,
                0.0123,
                0.43215,
                new Confusion(90, 10, 90, 10),
                metrics,
                List.of(new OperatingPoint(1e-2, 0.51, 48, 0.01, 600, 0.5)));
    }

    @Test
    void everyFigureSaysWhichPairsItIsOver() {
        assertThat(VerificationText.of(report(false)).lines())
                .startsWith(
                        "pairs            1200 genuine, 4800 impostor, 7 without a face",
                        "balanced pairs   100 genuine, 100 impostor, in 10 folds that share nobody",
                        "best threshold   0.4322  on the balanced pairs",
                        "accuracy         0.9500  [0.9100, 0.9800]  balanced pairs; +- 0.0123 (standard error; threshold"
                                + " chosen on the other 9 folds)")
                .contains(
                        "ROC AUC          0.9877  [0.9000, 1.0000]  all pairs",
                        "TAR at FAR 1e-2  0.5000  [0.4000, 0.6000]  all pairs; threshold 0.5100, 48 false accepts");
    }

    @Test
    void ofAListAllPairsAreTheSame() {
        assertThat(VerificationText.of(report(true)))
                .doesNotContain("balanced")
                .contains("on the listed pairs", "accuracy         0.9500  [0.9100, 0.9800]  listed pairs");
    }

    @Test
    void whatThereAreTooFewPairsForIsALineToo() {
        assertThat(VerificationText.of(report(true)).lines())
                .hasSize(2 + Metric.values().length)
                .contains("TAR at FAR 1e-4  not enough impostor pairs");
    }
}

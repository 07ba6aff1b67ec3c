package io.facegate.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.facegate.vision.model.Calibration;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationTest {
    private static final Calibration CALIBRATION = new Calibration(
            "others",
            10_000,
            100,
            List.of(
                    new Calibration.OperatingPoint(1e-2, 0.5f, 0.2, 100),
                    new Calibration.OperatingPoint(1e-3, 0.7f, 0.4, 10)));

    private static Comparisons comparisons() {
        List<ComparedPair> pairs = List.of(
                new ComparedPair(0, 1, 0, 2, 0.6),
                new ComparedPair(1, 1, 1, 2, 0.8),
                new ComparedPair(0, 1, 1, 1, 0.55),
                new ComparedPair(0, 2, 1, 2, 0.1));
        return new Comparisons(List.of("ann", "bob"), List.of(pairs.subList(0, 2), pairs.subList(2, 4)), pairs, 0);
    }

    @Test
    void aCalibrationsThresholdsAreJudgedByThePairsHere() {
        assertThat(Evaluation.calibrated(CALIBRATION, comparisons()))
                .containsExactly(
                        new OperatingPoint(1e-2, 0.5f, 1, 0.5, 0, 0), new OperatingPoint(1e-3, 0.7f, 0, 0, 1, 0.5));
        assertThat(Evaluation.calibrated(null, comparisons())).isEmpty();
    }

    @Test
    void theJsonHasEveryConditionAndSaysWhatWasNotMeasured(@TempDir Path folder) throws IOException {
        Comparisons comparisons = comparisons();
        VerificationReport verification = new VerificationReport(
                2,
                2,
                true,
                0,
                2,
                0.1,
                0.57,
                comparisons.at(0.57),
                Map.of(Metric.F1, new Estimate(0.9, 0.8, 1)),
                List.of());
        Path file = folder.resolve("evaluation.json");

        new Evaluation(
                        "model-1",
                        "faces",
                        Instant.parse("2026-01-02T03:04:05Z"),
                        "abc",
                        "a computer",
                        5,
                        Map.of("no_face", 1),
                        verification,
                        null,
                        null,
                        List.of(),
                        null)
                .write(file);

        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertThat(json.get("date").textValue()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(json.at("/rejected/no_face").intValue()).isEqualTo(1);
        assertThat(json.at("/verification/metrics/f1/low").doubleValue()).isEqualTo(0.8);
        assertThat(json.at("/verification/balanced/truePositives").intValue()).isEqualTo(2);
        for (String missing : List.of("identification", "calibration", "trustworthiness")) {
            assertThat(json.get(missing).isNull()).as(missing).isTrue();
        }
    }

    @Test
    void metricsHaveTheNamesThatPagesAndFilesShow() {
        for (Metric metric : Metric.values()) {
            assertThat(metric.label()).isNotBlank();
        }
        for (int i = 0; i < VerificationReport.FALSE_ACCEPT_RATES.length; i++) {
            assertThat(VerificationReport.ACCEPT_RATES.get(i).label())
                    .isEqualTo("TAR at FAR 1e-" + Math.round(-Math.log10(VerificationReport.FALSE_ACCEPT_RATES[i])));
            assertThat(VerificationReport.ACCEPT_RATES.get(i).basis()).isEqualTo(Metric.Basis.ALL);
        }
    }
}

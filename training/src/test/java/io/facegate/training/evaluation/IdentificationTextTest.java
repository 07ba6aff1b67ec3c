package io.facegate.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.training.evaluation.IdentificationReport.Search;
import io.facegate.vision.model.Calibration;
import io.facegate.vision.model.Calibration.OperatingPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdentificationTextTest {

    /** Ten searches, the best candidates from 0.95 down to 0.5 and the last two wrong; twenty strangers from 0.4 down. */
    private static IdentificationReport report() {
        List<Search> searches = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            searches.add(new Search(i < 8, 0.95 - 0.05 * i));
        }
        return new IdentificationReport(
                50,
                2,
                searches,
                0,
                IntStream.range(0, 20).mapToObj(i -> 0.4 - 0.01 * i).toList(),
                3);
    }

    @Test
    void countsComeBeforeRates() {
        assertThat(IdentificationText.of(report(), null).lines())
                .startsWith(
                        "gallery                  50 people, one picture each; 2 could not be enrolled",
                        "probes                   10 of them, 0 without a face",
                        "strangers                20, and 3 without a face",
                        "rank-1                   0.8000")
                .endsWith("thresholds               the model is not calibrated: ./facegate models calibrate");
    }

    @Test
    void aRateIsStatedFromOneStrangerOn() {
        assertThat(IdentificationText.of(report(), null))
                // a twentieth of twenty strangers is one, the most similar of them
                .containsPattern("DIR at FPIR 0.05 +0.8000 \\(threshold 0.39")
                .containsPattern("DIR at FPIR 0.1 +0.8000 \\(threshold 0.38")
                .containsPattern("DIR at FPIR 0.02 +not enough strangers");
    }

    @Test
    void aThresholdForOneComparisonIsStricterForAWholeSearch() {
        Calibration calibration = new Calibration(
                "people",
                1_000_000,
                1000,
                List.of(new OperatingPoint(1e-2, 0.35f, 0.1, 10_000), new OperatingPoint(1e-4, 0.58f, 0.3, 100)));

        String text = IdentificationText.of(report(), calibration);

        // 0.35 lets in six strangers of 20; at 0.58 none of them, and eight searches are found
        assertThat(text)
                .contains(
                        "FMR 1e-02 a comparison   threshold 0.3500: strangers answered unknown 0.7000, people found 0.8000")
                .contains(
                        "FMR 1e-04 a comparison   threshold 0.5800: strangers answered unknown 1.0000, people found 0.8000");
        float strict = calibration.thresholdAt(1e-2 / 50);
        assertThat(text)
                .contains(
                        "FMR 1e-02 a search       threshold %.4f: strangers answered unknown 1.0000".formatted(strict));
        assertThat(strict).isBetween(0.35f, 0.58f);
    }

    @Test
    void aRateWithoutSupportIsTold() {
        Calibration calibration = new Calibration("people", 1000, 100, List.of(new OperatingPoint(1e-3, 0.5f, 0.1, 1)));

        assertThat(IdentificationText.of(report(), calibration))
                .contains("FMR 1e-03 a comparison   not calibrated at this rate: 1 supporting pairs")
                .doesNotContain("a search");
    }
}

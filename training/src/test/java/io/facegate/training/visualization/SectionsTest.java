package io.facegate.training.visualization;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.training.evaluation.Confusion;
import io.facegate.training.evaluation.Estimate;
import io.facegate.training.evaluation.Evaluation;
import io.facegate.training.evaluation.IdentificationReport;
import io.facegate.training.evaluation.IdentificationReport.Search;
import io.facegate.training.evaluation.Metric;
import io.facegate.training.evaluation.OperatingPoint;
import io.facegate.training.evaluation.VerificationReport;
import io.facegate.vision.model.Calibration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What each part of an evaluation's page says. */
class SectionsTest {
    private static final Calibration CALIBRATION = new Calibration(
            "others",
            1_000_000,
            2000,
            List.of(
                    new Calibration.OperatingPoint(1e-2, 0.4f, 0.1, 10_000),
                    new Calibration.OperatingPoint(1e-4, 0.6f, 0.3, 100)));

    private static VerificationReport verification(boolean listed) {
        return new VerificationReport(
                1200,
                345_678,
                listed,
                3,
                10,
                0.0123,
                0.43215,
                new Confusion(90, 10, 95, 5),
                Map.of(Metric.ROC_AUC, new Estimate(0.98765, 0.9, 1), Metric.ACCURACY, new Estimate(0.95, 0.91, 0.98)),
                List.of(new OperatingPoint(1e-2, 0.51, 3456, 0.00999, 600, 0.5)));
    }

    private static Evaluation evaluation(@Nullable Calibration calibration) {
        return new Evaluation(
                "model-1",
                "faces",
                Instant.EPOCH,
                "abc",
                "a computer",
                5,
                Map.of(),
                verification(false),
                null,
                calibration,
                calibration == null ? List.of() : List.of(new OperatingPoint(1e-2, 0.4, 12_345, 0.0357, 30, 0.025)),
                null);
    }

    private static String written(java.util.function.Consumer<Html> section) {
        Html html = new Html();
        section.accept(html);
        return html.toString();
    }

    @Test
    void theKeyHasWhatWasMeasuredAndNothingElse() {
        assertThat(written(html -> VerificationSection.key(html, verification(true))))
                .isEqualTo("""
                        <dl class="key">
                        <div><dt>ROC AUC</dt><dd>0.9877</dd></div>
                        <div><dt>accuracy</dt><dd>0.9500</dd></div>
                        </dl>
                        """);
    }

    @Test
    void balancedPairsAreToldFromAllPairs() {
        assertThat(written(html -> VerificationSection.write(html, verification(false))))
                .contains("are over all pairs: 1,200 genuine and 345,678 impostor pairs.")
                .contains("over balanced pairs: 95 genuine and 105 impostor ones, in 10 folds that share nobody")
                .contains("<td>ROC AUC</td><td>all</td><td class=\"number\">0.9877</td>"
                        + "<td class=\"number\">0.9000 – 1.0000</td>")
                .contains("<td>accuracy</td><td>balanced</td>")
                .contains("<td>precision</td><td>balanced</td><td class=\"number\">not enough impostor pairs</td>")
                .contains("At 0.4322, where most decisions on these pairs are right: 90 of 95 genuine pairs accepted,"
                        + " 10 of 105 impostor pairs accepted.");
    }

    @Test
    void aListSaysHowManyOfItsPairsHaveNoFace() {
        assertThat(written(html -> VerificationSection.write(html, verification(true))))
                .contains("1,200 genuine and 345,678 impostor pairs in 10 folds, 3 of them without a face.")
                .doesNotContain("balanced");
    }

    @Test
    void thresholdsThatWereFoundAreBesideThoseOfTheModel() {
        assertThat(written(html -> ThresholdSection.write(html, evaluation(CALIBRATION))))
                .contains("<th>FAR wanted</th>".replace("<th>", "<th class=\"number\">"))
                .contains(
                        "<td class=\"number\">1e-2</td><td class=\"number\">0.5100</td><td class=\"number\">3,456</td>"
                                + "<td class=\"number\">9.99e-03</td><td class=\"number\">600</td>"
                                + "<td class=\"number\">0.5000</td>")
                .contains("of others (2,000 genuine, 1,000,000 impostor pairs)")
                .contains("<td class=\"number\">1e-2</td><td class=\"number\">0.4000</td>"
                        + "<td class=\"number\">12,345</td>");
    }

    @Test
    void aModelWithoutACalibrationCanNotBeServed() {
        assertThat(written(html -> ThresholdSection.write(html, evaluation(null))))
                .contains("The model is not calibrated, so it can&#39;t be served".replace("&#39;", "'"))
                .contains("./facegate models calibrate");
    }

    @Test
    void aSearchHasAThresholdOfItsOwnForTheWholeGallery() {
        IdentificationReport report = new IdentificationReport(
                100,
                1,
                List.of(new Search(true, 0.9), new Search(false, 0.5)),
                1,
                java.util.Collections.nCopies(10, 0.45),
                2);

        String html = written(page -> IdentificationSection.write(page, report, CALIBRATION));

        assertThat(html)
                .contains("100 people are enrolled with one picture each (1 could not be), and looked for with 2 others"
                        + " (1 more have no face). 10 strangers are looked for too (2 more have no face).")
                .contains("The best candidate is the right person in 0.3333 of all searches.")
                // at 0.4 every stranger gets in, at 0.6 none
                .contains("<td>FMR 1e-2 a comparison</td><td class=\"number\">0.4000</td>"
                        + "<td class=\"number\">0.3333</td><td class=\"number\">0.0000</td>")
                .contains("<td>FMR 1e-2 a search</td><td class=\"number\">0.6000</td>"
                        + "<td class=\"number\">0.3333</td><td class=\"number\">1.0000</td>");
        assertThat(written(page -> IdentificationSection.write(page, report, null)))
                .contains("<td>FPIR 0.1</td>")
                .doesNotContain("FMR");
    }
}

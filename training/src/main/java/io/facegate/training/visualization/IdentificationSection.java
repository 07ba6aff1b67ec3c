package io.facegate.training.visualization;

import io.facegate.training.evaluation.IdentificationReport;
import io.facegate.vision.model.Calibration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of an evaluation's page that is about finding people in a gallery. */
final class IdentificationSection {
    private IdentificationSection() {}

    static void write(Html html, IdentificationReport report, @Nullable Calibration calibration) {
        html.heading("Open-set identification")
                .paragraph(
                        "%,d people are enrolled with one picture each (%,d could not be), and looked for with %,d others (%,d more have no face). %,d strangers are looked for too (%,d more have no face). The best candidate is the right person in %s of all searches."
                                .formatted(
                                        report.enrolled(),
                                        report.notEnrolled(),
                                        report.searches().size(),
                                        report.searchesWithoutFace(),
                                        report.strangers().size(),
                                        report.strangersWithoutFace(),
                                        Html.share(report.rankOne())));
        List<List<String>> rows = new ArrayList<>();
        report.statedPoints().forEach((rate, point) -> rows.add(row("FPIR " + rate, point)));
        if (calibration != null) {
            for (Calibration.OperatingPoint operating : calibration.operatingPoints()) {
                String rate = Charts.rate(operating.falseMatchRate());
                rows.add(row("FMR %s a comparison".formatted(rate), report.at(operating.threshold())));
            }
            if (calibration.operatingPoints().size() > 1) {
                for (Calibration.OperatingPoint operating : calibration.operatingPoints()) {
                    String rate = Charts.rate(operating.falseMatchRate());
                    float threshold = calibration.thresholdAt(operating.falseMatchRate() / report.enrolled());
                    rows.add(row("FMR %s a search".formatted(rate), report.at(threshold)));
                }
            }
        }
        html.table(List.of("threshold for", "threshold", "people found (DIR)", "strangers unknown"), 1, rows);
    }

    private static List<String> row(String name, IdentificationReport.Point point) {
        return List.of(
                name,
                Html.share(point.threshold()),
                Html.share(point.detectionRate()),
                Html.share(1 - point.falsePositiveRate()));
    }
}

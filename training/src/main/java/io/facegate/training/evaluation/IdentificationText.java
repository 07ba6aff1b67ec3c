package io.facegate.training.evaluation;

import io.facegate.vision.model.Calibration;
import java.util.Locale;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** An open-set identification for people to read. */
final class IdentificationText {
    private IdentificationText() {}

    static String of(IdentificationReport report, @Nullable Calibration calibration) {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "gallery",
                "%d people, one picture each; %d could not be enrolled",
                report.enrolled(),
                report.notEnrolled());
        line(text, "probes", "%d of them, %d without a face", report.searches().size(), report.searchesWithoutFace());
        line(text, "strangers", "%d, and %d without a face", report.strangers().size(), report.strangersWithoutFace());
        line(text, "rank-1", "%.4f", report.rankOne());
        SortedMap<Double, IdentificationReport.Point> stated = report.statedPoints();
        for (double rate : IdentificationReport.FALSE_POSITIVE_RATES) {
            String name = "DIR at FPIR %s".formatted(rate);
            IdentificationReport.Point point = stated.get(rate);
            if (point == null) {
                line(text, name, "not enough strangers");
            } else {
                line(text, name, "%.4f (threshold %.4f)", point.detectionRate(), point.threshold());
            }
        }
        if (calibration == null) {
            line(text, "thresholds", "the model is not calibrated: ./facegate models calibrate");
        } else {
            calibration
                    .operatingPoints()
                    .forEach(operating -> line(
                            text,
                            "FMR %.0e a comparison".formatted(operating.falseMatchRate()),
                            "%s",
                            effect(report, operating.threshold())));
            calibration
                    .notCalibratedAt()
                    .forEach(rate -> line(
                            text,
                            "FMR %.0e a comparison".formatted(rate.falseMatchRate()),
                            "not calibrated at this rate: %d supporting pairs",
                            rate.supportingPairs()));
            if (calibration.operatingPoints().size() > 1) {
                calibration
                        .operatingPoints()
                        .forEach(operating -> line(
                                text,
                                "FMR %.0e a search".formatted(operating.falseMatchRate()),
                                "%s",
                                effect(
                                        report,
                                        calibration.thresholdAt(operating.falseMatchRate() / report.enrolled()))));
            }
        }
        return text.toString();
    }

    private static String effect(IdentificationReport report, float threshold) {
        IdentificationReport.Point point = report.at(threshold);
        return String.format(
                Locale.ROOT,
                "threshold %.4f: strangers answered unknown %.4f, people found %.4f",
                threshold,
                1 - point.falsePositiveRate(),
                point.detectionRate());
    }

    private static void line(StringBuilder text, String name, String format, Object... values) {
        text.append("%-24s ".formatted(name))
                .append(String.format(Locale.ROOT, format, values))
                .append(System.lineSeparator());
    }
}

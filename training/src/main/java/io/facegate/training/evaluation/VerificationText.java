package io.facegate.training.evaluation;

import java.util.Locale;

/** A verification for people to read. */
final class VerificationText {
    private VerificationText() {}

    static String of(VerificationReport report) {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "pairs",
                "%d genuine, %d impostor, %d without a face",
                report.genuinePairs(),
                report.impostorPairs(),
                report.withoutFace());
        if (!report.listed()) {
            line(
                    text,
                    "balanced pairs",
                    "%d genuine, %d impostor, in %d folds that share nobody",
                    report.balanced().genuine(),
                    report.balanced().impostor(),
                    report.folds());
        }
        line(
                text,
                "best threshold",
                "%.4f  on the %s pairs",
                report.bestThreshold(),
                report.listed() ? "listed" : "balanced");
        for (Metric metric : Metric.values()) {
            Estimate estimate = report.metrics().get(metric);
            if (estimate == null) {
                line(text, metric.label(), "not enough impostor pairs");
            } else {
                line(
                        text,
                        metric.label(),
                        "%.4f  [%.4f, %.4f]  %s pairs%s",
                        estimate.value(),
                        estimate.low(),
                        estimate.high(),
                        report.basis(metric),
                        note(report, metric));
            }
        }
        return text.toString();
    }

    private static String note(VerificationReport report, Metric metric) {
        if (metric == Metric.ACCURACY) {
            return String.format(
                    Locale.ROOT,
                    "; +- %.4f (standard error; threshold chosen on the other %d folds)",
                    report.accuracyStandardError(),
                    report.folds() - 1);
        }
        return report.operatingPoint(metric)
                .map(point -> String.format(
                        Locale.ROOT, "; threshold %.4f, %d false accepts", point.threshold(), point.falseAccepts()))
                .orElse("");
    }

    private static void line(StringBuilder text, String name, String format, Object... values) {
        text.append("%-16s ".formatted(name))
                .append(String.format(Locale.ROOT, format, values))
                .append(System.lineSeparator());
    }
}

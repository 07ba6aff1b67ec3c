package io.facegate.training.visualization;

import io.facegate.training.evaluation.Estimate;
import io.facegate.training.evaluation.Metric;
import io.facegate.training.evaluation.VerificationReport;
import java.util.ArrayList;
import java.util.List;

/** The part of an evaluation's page that is about telling pairs of pictures apart. */
final class VerificationSection {
    private VerificationSection() {}

    /** What one looks for first. */
    static void key(Html html, VerificationReport report) {
        html.raw("<dl class=\"key\">\n");
        for (Metric metric : List.of(
                Metric.ROC_AUC,
                Metric.EQUAL_ERROR_RATE,
                Metric.TAR_AT_FAR_1E_3,
                Metric.TAR_AT_FAR_1E_4,
                Metric.ACCURACY)) {
            Estimate estimate = report.metrics().get(metric);
            if (estimate != null) {
                html.raw("<div><dt>")
                        .escaped(metric.label())
                        .raw("</dt><dd>")
                        .raw(Html.share(estimate.value()))
                        .raw("</dd></div>\n");
            }
        }
        html.raw("</dl>\n");
    }

    static void write(Html html, VerificationReport report) {
        html.heading("Verification");
        String all = "%,d genuine and %,d impostor pairs".formatted(report.genuinePairs(), report.impostorPairs());
        html.paragraph(
                report.listed()
                        ? "Every metric is over the listed pairs: %s in %d folds, %,d of them without a face."
                                .formatted(all, report.folds(), report.withoutFace())
                        : "ROC AUC, EER and TAR at FAR are over all pairs: %s. Accuracy, precision, recall, F1, FPR and FNR depend on how many there are of each kind, so they are over balanced pairs: %,d genuine and %,d impostor ones, in %d folds that share nobody."
                                .formatted(
                                        all,
                                        report.balanced().genuine(),
                                        report.balanced().impostor(),
                                        report.folds()));
        List<List<String>> rows = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            Estimate estimate = report.metrics().get(metric);
            rows.add(List.of(
                    metric.label(),
                    report.basis(metric),
                    estimate == null ? "not enough impostor pairs" : Html.share(estimate.value()),
                    estimate == null ? "" : Html.share(estimate.low()) + " – " + Html.share(estimate.high()),
                    report.operatingPoint(metric)
                            .map(point -> Html.share(point.threshold()))
                            .orElse("")));
        }
        html.table(List.of("metric", "pairs", "value", "95% interval", "threshold"), 2, rows);
        html.paragraph(
                "At %.4f, where most decisions on these pairs are right: %,d of %,d genuine pairs accepted, %,d of %,d impostor pairs accepted. The accuracy is the mean of the folds, each decided by the threshold that is best on the others (standard error %.4f)."
                        .formatted(
                                report.bestThreshold(),
                                report.balanced().truePositives(),
                                report.balanced().genuine(),
                                report.balanced().falsePositives(),
                                report.balanced().impostor(),
                                report.accuracyStandardError()));
    }
}

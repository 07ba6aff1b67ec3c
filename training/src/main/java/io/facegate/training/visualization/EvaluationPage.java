package io.facegate.training.visualization;

import io.facegate.training.evaluation.Estimate;
import io.facegate.training.evaluation.Evaluation;
import io.facegate.training.evaluation.Metric;
import io.facegate.training.evaluation.OperatingPoint;
import io.facegate.training.evaluation.VerificationReport;
import io.facegate.vision.model.Calibration;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** An evaluation as one HTML file that needs nothing else: figures are inside, for light and for dark screens. */
public record EvaluationPage(Evaluation evaluation, List<Figure> figures) {
    public EvaluationPage {
        figures = List.copyOf(figures);
    }

    /** Writes {@code index.html}, {@code evaluation.json} and all figures as PNG and SVG. */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        evaluation.write(folder.resolve("evaluation.json"));
        for (Figure figure : figures) {
            figure.write(folder);
        }
        Files.writeString(folder.resolve("index.html"), html());
    }

    private String html() throws IOException {
        String title = "Evaluation of " + evaluation.model();
        Html html = new Html()
                .raw("<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .escaped(title)
                .raw("</title>\n<style>\n")
                .raw(style())
                .raw("</style>\n<h1>")
                .escaped(title)
                .raw("</h1>\n");
        key(html);
        conditions(html);
        verification(html);
        thresholds(html);
        if (evaluation.identification() != null) {
            IdentificationSection.write(html, evaluation.identification(), evaluation.calibration());
        }
        html.heading("Figures").raw("<div class=\"figures\">\n");
        for (Figure figure : figures) {
            html.raw("<figure><picture><source media=\"(prefers-color-scheme: dark)\" srcset=\"")
                    .raw(uri(figure.svg(Theme.DARK)))
                    .raw("\"><img alt=\"")
                    .escaped(figure.caption())
                    .raw("\" src=\"")
                    .raw(uri(figure.svg(Theme.LIGHT)))
                    .raw("\"></picture><figcaption>")
                    .escaped(figure.caption())
                    .raw("</figcaption></figure>\n");
        }
        return html.raw("</div>\n</html>\n").toString();
    }

    private static String style() throws IOException {
        try (InputStream css = EvaluationPage.class.getResourceAsStream("evaluation.css")) {
            if (css == null) {
                throw new IllegalStateException("evaluation.css is part of this program");
            }
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String uri(String svg) {
        return "data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8));
    }

    /** What one looks for first. */
    private void key(Html html) {
        html.raw("<dl class=\"key\">\n");
        for (Metric metric : List.of(
                Metric.ROC_AUC,
                Metric.EQUAL_ERROR_RATE,
                Metric.TAR_AT_FAR_1E_3,
                Metric.TAR_AT_FAR_1E_4,
                Metric.ACCURACY)) {
            Estimate estimate = evaluation.verification().metrics().get(metric);
            if (estimate != null) {
                html.raw("<div><dt>")
                        .escaped(metric.label())
                        .raw("</dt><dd>")
                        .raw(share(estimate.value()))
                        .raw("</dd></div>\n");
            }
        }
        html.raw("</dl>\n");
    }

    private void conditions(Html html) {
        int rejected = evaluation.rejected().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        String reasons = evaluation.rejected().isEmpty()
                ? ""
                : evaluation.rejected().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(reason -> "%s %d".formatted(reason.getKey(), reason.getValue()))
                        .collect(Collectors.joining(", ", " (", ")"));
        html.facts(List.of(
                List.of("data", evaluation.data()),
                List.of("pictures", "%,d, of which %,d rejected%s".formatted(evaluation.pictures(), rejected, reasons)),
                List.of("date", evaluation.date().toString()),
                List.of("revision", evaluation.revision()),
                List.of("hardware", evaluation.hardware())));
    }

    private void verification(Html html) {
        VerificationReport report = evaluation.verification();
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
                    estimate == null ? "not enough impostor pairs" : share(estimate.value()),
                    estimate == null ? "" : share(estimate.low()) + " – " + share(estimate.high()),
                    report.operatingPoint(metric)
                            .map(point -> share(point.threshold()))
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

    private void thresholds(Html html) {
        List<String> header = List.of("threshold", "false accepts", "FAR", "false rejects", "FRR");
        html.heading("Operating points").paragraph("What the thresholds found here do to all pairs.");
        html.table(
                with("FAR wanted", header), 0, points(evaluation.verification().operatingPoints()));
        html.heading("Calibration");
        Calibration calibration = evaluation.calibration();
        if (calibration == null) {
            html.paragraph("The model is not calibrated, so it can't be served: ./facegate models calibrate");
            return;
        }
        html.paragraph(
                "The model's own thresholds, of %s (%,d genuine, %,d impostor pairs), and what they do to all pairs here."
                        .formatted(calibration.data(), calibration.genuinePairs(), calibration.impostorPairs()));
        html.table(with("FMR stated", header), 0, points(evaluation.calibrated()));
        calibration
                .notCalibratedAt()
                .forEach(rate -> html.paragraph("Not calibrated at %s: %d supporting pairs are too few."
                        .formatted(Charts.rate(rate.falseMatchRate()), rate.supportingPairs())));
    }

    private static List<String> with(String first, List<String> rest) {
        List<String> all = new ArrayList<>(rest);
        all.add(0, first);
        return all;
    }

    private static List<List<String>> points(List<OperatingPoint> points) {
        return points.stream()
                .map(point -> List.of(
                        Charts.rate(point.rate()),
                        share(point.threshold()),
                        "%,d".formatted(point.falseAccepts()),
                        String.format(Locale.ROOT, "%.2e", point.falseAcceptRate()),
                        "%,d".formatted(point.falseRejects()),
                        share(point.falseRejectRate())))
                .toList();
    }

    static String share(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}

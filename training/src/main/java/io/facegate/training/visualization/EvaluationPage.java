package io.facegate.training.visualization;

import io.facegate.training.evaluation.Estimate;
import io.facegate.training.evaluation.Evaluation;
import io.facegate.training.evaluation.Metric;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An evaluation as one HTML file that needs nothing else: figures are inside. */
public record EvaluationPage(Evaluation evaluation, List<Figure> figures) {
    private static final String STYLE = """
            body { font: 15px/1.5 system-ui, sans-serif; color: #333; max-width: 1360px; margin: 2em auto; padding: 0 1em }
            h1 { font-size: 1.5em } h2 { font-size: 1.15em; margin-top: 2em }
            table { border-collapse: collapse } td, th { padding: .2em 1.2em .2em 0; text-align: left; vertical-align: top }
            td.number { text-align: right; font-variant-numeric: tabular-nums }
            tr { border-bottom: 1px solid #eee } pre { overflow: auto; background: #f7f7f7; padding: 1em }
            .figures { display: flex; flex-wrap: wrap; gap: 1.5em } figure { margin: 0; max-width: 640px }
            figure img { width: 100% } figcaption { color: #777; font-size: .9em }
            """;

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
        StringBuilder html = new StringBuilder();
        html.append("<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>")
                .append(escaped("Evaluation of " + evaluation.model()))
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n<h1>")
                .append(escaped("Evaluation of " + evaluation.model()))
                .append("</h1>\n<table>\n");
        row(html, "data", evaluation.data());
        row(
                html,
                "pictures",
                "%d, %d rejected %s"
                        .formatted(
                                evaluation.pictures(),
                                evaluation.rejected().values().stream()
                                        .mapToInt(Integer::intValue)
                                        .sum(),
                                evaluation.rejected().isEmpty()
                                        ? ""
                                        : evaluation.rejected().toString()));
        row(html, "date", evaluation.date().toString());
        row(html, "revision", evaluation.revision());
        row(html, "hardware", evaluation.hardware());
        html.append("</table>\n<h2>Verification</h2>\n<table>\n");
        row(
                html,
                "pairs",
                "%d genuine, %d impostor, %d without a face"
                        .formatted(
                                evaluation.verification().genuinePairs(),
                                evaluation.verification().impostorPairs(),
                                evaluation.verification().withoutFace()));
        row(
                html,
                "best threshold",
                String.format(Locale.ROOT, "%.4f", evaluation.verification().bestThreshold()));
        html.append("</table>\n<table>\n<tr><th><th>value<th>95% interval\n");
        for (Metric metric : Metric.values()) {
            metric(html, metric.label(), evaluation.verification().metrics().get(metric));
        }
        html.append("</table>\n");
        if (evaluation.identification() != null) {
            html.append("<h2>Open-set identification</h2>\n<pre>")
                    .append(escaped(evaluation.identification().toText(evaluation.calibration())))
                    .append("</pre>\n");
        }
        html.append("<h2>Figures</h2>\n<div class=\"figures\">\n");
        for (Figure figure : figures) {
            html.append("<figure><img alt=\"")
                    .append(escaped(figure.caption()))
                    .append("\" src=\"data:image/svg+xml;base64,")
                    .append(Base64.getEncoder().encodeToString(figure.svg().getBytes(StandardCharsets.UTF_8)))
                    .append("\"><figcaption>")
                    .append(escaped(figure.caption()))
                    .append("</figcaption></figure>\n");
        }
        return html.append("</div>\n</html>\n").toString();
    }

    private static void row(StringBuilder html, String name, String value) {
        html.append("<tr><td>")
                .append(escaped(name))
                .append("<td>")
                .append(escaped(value))
                .append('\n');
    }

    private static void metric(StringBuilder html, String name, @Nullable Estimate estimate) {
        html.append("<tr><td>").append(escaped(name)).append("<td class=\"number\">");
        if (estimate == null) {
            html.append("<td>not enough impostor pairs\n");
        } else {
            html.append(String.format(
                    Locale.ROOT, "%.4f<td>%.4f &ndash; %.4f%n", estimate.value(), estimate.low(), estimate.high()));
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}

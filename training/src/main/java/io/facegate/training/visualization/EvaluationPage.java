package io.facegate.training.visualization;

import io.facegate.training.evaluation.Evaluation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
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
        VerificationSection.key(html, evaluation.verification());
        conditions(html);
        VerificationSection.write(html, evaluation.verification());
        ThresholdSection.write(html, evaluation);
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
}

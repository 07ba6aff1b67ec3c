package io.facegate.training.visualization;

import io.facegate.training.evaluation.Evaluation;
import io.facegate.training.evaluation.OperatingPoint;
import io.facegate.vision.model.Calibration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The part of an evaluation's page that is about thresholds: those found, and those that the model is served with. */
final class ThresholdSection {
    private ThresholdSection() {}

    static void write(Html html, Evaluation evaluation) {
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
        if (!calibration.populations().isEmpty()) {
            html.paragraph(
                    "What the model's thresholds do among strangers of the populations that it was calibrated on, with the"
                            + " upper end of the exact 95% interval; what was set aside may be pairs of the same person.");
            html.table(
                    List.of(
                            "population",
                            "pictures",
                            "pairs",
                            "set aside",
                            "thresholds",
                            "FMR stated",
                            "FMR",
                            "at most"),
                    1,
                    populations(calibration));
        }
        calibration
                .notCalibratedAt()
                .forEach(rate -> html.paragraph("Not calibrated at %s: %d supporting pairs are too few."
                        .formatted(Charts.rate(rate.falseMatchRate()), rate.supportingPairs())));
    }

    private static List<List<String>> populations(Calibration calibration) {
        List<List<String>> rows = new ArrayList<>();
        calibration.populations().forEach(population -> population
                .rates()
                .forEach(rate -> rows.add(List.of(
                        population.name(),
                        "%,d".formatted(population.pictures()),
                        "%,d".formatted(population.pairs()),
                        "%,d".formatted(population.setAside()),
                        rate.thresholds().name().toLowerCase(Locale.ROOT),
                        Charts.rate(rate.claimed()),
                        String.format(Locale.ROOT, "%.1e", rate.measured()),
                        String.format(Locale.ROOT, "%.1e", rate.atMost())))));
        return rows;
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
                        Html.share(point.threshold()),
                        "%,d".formatted(point.falseAccepts()),
                        String.format(Locale.ROOT, "%.2e", point.falseAcceptRate()),
                        "%,d".formatted(point.falseRejects()),
                        Html.share(point.falseRejectRate())))
                .toList();
    }
}

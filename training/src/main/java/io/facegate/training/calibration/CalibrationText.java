package io.facegate.training.calibration;

import io.facegate.vision.model.Calibration;
import io.facegate.vision.model.Normalisation;
import io.facegate.vision.model.OperatingPoints;
import io.facegate.vision.model.PopulationKind;
import io.facegate.vision.model.PopulationRates;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A calibration for people to read. */
public final class CalibrationText {
    private CalibrationText() {}

    /** Thresholds, and what they do in each population. */
    public static String of(Calibration calibration) {
        List<String> lines = new ArrayList<>();
        points(lines, calibration.thresholds(PopulationKind.GROWN).orElseThrow());
        calibration.thresholds(PopulationKind.CHILDREN).ifPresent(children -> {
            lines.add("for children:");
            points(lines, children);
        });
        if (!calibration.populations().isEmpty()) {
            lines.add("false matches, measured; in brackets the upper end of the exact 95% interval:");
            calibration.populations().forEach(population -> lines.add(line(population)));
        }
        Normalisation normalisation = calibration.normalisation();
        if (normalisation != null) {
            lines.add(
                    "%d centres of %s pictures, of %d or more each; score = cosine - mean of both crowdings (%d nearest)"
                            .formatted(
                                    normalisation.centres(),
                                    normalisation.madeOf().stream()
                                            .map(source -> "%d %s".formatted(source.pictures(), source.population()))
                                            .collect(Collectors.joining(", ")),
                                    normalisation.fewestPictures(),
                                    normalisation.neighbours()));
        }
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }

    private static void points(List<String> lines, OperatingPoints points) {
        lines.add("%8s %10s %8s %18s".formatted("FMR", "threshold", "FNMR", "supporting pairs"));
        for (Calibration.OperatingPoint point : points.operatingPoints()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%8.0e %10.4f %8.4f %18d%s",
                    point.falseMatchRate(),
                    point.threshold(),
                    point.falseNonMatchRate(),
                    point.supportingPairs(),
                    point.population() == null ? "" : " of " + point.population()));
        }
        for (Calibration.Unsupported rate : points.notCalibratedAt()) {
            Double refused = rate.falseNonMatchRate();
            lines.add(String.format(Locale.ROOT, "%8.0e not calibrated at this rate: ", rate.falseMatchRate())
                    + (refused == null
                            ? String.format(
                                    Locale.ROOT,
                                    "%d supporting pairs, at least %d are needed; some %.0f pictures have them",
                                    rate.supportingPairs(),
                                    Calibration.LEAST_SUPPORTING_PAIRS,
                                    Math.ceil(
                                            Math.sqrt(2 * Calibration.LEAST_SUPPORTING_PAIRS / rate.falseMatchRate())))
                            : String.format(
                                    Locale.ROOT,
                                    "its threshold would refuse %.2f of the genuine pairs (of grown people)",
                                    refused)));
        }
    }

    private static String line(PopulationRates population) {
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "  %-26s %5d pictures %8d pairs %4d set aside",
                population.name(),
                population.pictures(),
                population.pairs(),
                population.setAside()));
        for (PopulationRates.Rate rate : population.rates()) {
            line.append(String.format(
                    Locale.ROOT,
                    "%s%.0e: %.1e [%.1e]",
                    rate.thresholds() == PopulationKind.CHILDREN ? "  children's " : "  ",
                    rate.claimed(),
                    rate.measured(),
                    rate.atMost()));
        }
        return line.toString();
    }
}

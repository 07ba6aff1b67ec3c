package io.facegate.vision.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The thresholds for one kind of people, and the rates that have none.
 *
 * @param impostorPairs pairs of strangers that were compared
 * @param operatingPoints one for each false match rate that is supported
 * @param notCalibratedAt the rates that are not
 */
public record OperatingPoints(
        long impostorPairs,
        List<Calibration.OperatingPoint> operatingPoints,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Calibration.Unsupported> notCalibratedAt) {

    public OperatingPoints {
        List<Calibration.OperatingPoint> supported = new ArrayList<>();
        // JSON of before there were any has none
        List<Calibration.Unsupported> unsupported =
                new ArrayList<>(Objects.requireNonNullElse(notCalibratedAt, List.of()));
        for (Calibration.OperatingPoint point : operatingPoints) {
            if (point.supportingPairs() >= Calibration.LEAST_SUPPORTING_PAIRS) {
                supported.add(point);
            } else {
                unsupported.add(new Calibration.Unsupported(point.falseMatchRate(), point.supportingPairs()));
            }
        }
        operatingPoints = List.copyOf(supported);
        notCalibratedAt = List.copyOf(unsupported);
    }

    /**
     * @throws IllegalArgumentException if this rate was not calibrated
     */
    public Calibration.OperatingPoint at(double falseMatchRate) {
        return operatingPoints.stream()
                .filter(point -> same(point.falseMatchRate(), falseMatchRate))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "The embedder is %s%nMaybe choose another rate, or calibrate it on more people."
                                .formatted(whyNotAt(falseMatchRate).orElseThrow())));
    }

    /**
     * Why there is no threshold at this rate, as a part of a sentence about the embedder; empty if there is one.
     */
    public Optional<String> whyNotAt(double falseMatchRate) {
        if (operatingPoints.stream().anyMatch(point -> same(point.falseMatchRate(), falseMatchRate))) {
            return Optional.empty();
        }
        String reason = notCalibratedAt.stream()
                .filter(rate -> same(rate.falseMatchRate(), falseMatchRate))
                .findFirst()
                .map(this::reason)
                .orElse("");
        List<Double> rates = operatingPoints.stream()
                .map(Calibration.OperatingPoint::falseMatchRate)
                .toList();
        return Optional.of("not calibrated at the false match rate %s%s; it is calibrated at %s."
                .formatted(falseMatchRate, reason, rates.isEmpty() ? "no rate" : rates));
    }

    private String reason(Calibration.Unsupported rate) {
        Double refused = rate.falseNonMatchRate();
        return refused == null
                ? " (%d of %d impostor pairs support it, at least %d are needed)"
                        .formatted(rate.supportingPairs(), impostorPairs, Calibration.LEAST_SUPPORTING_PAIRS)
                : " (its threshold would refuse %.0f%% of the genuine pairs)".formatted(100 * refused);
    }

    private static boolean same(double rate, double other) {
        return Math.abs(rate - other) < other * 1e-6;
    }

    /**
     * The threshold at any rate up to the highest measured one. Between measured rates it is interpolated, and below them
     * extrapolated as the tail of a Gaussian goes: thresholds grow with the square root of {@code -2 ln FMR}. How far
     * that can be trusted nobody measured.
     *
     * @param falseMatchRate above 0
     * @return at most 1
     * @throws IllegalArgumentException if the rate is above every measured one, or fewer than two were measured
     */
    public float thresholdAt(double falseMatchRate) {
        List<Calibration.OperatingPoint> falling = operatingPoints.stream()
                .sorted(Comparator.comparingDouble(Calibration.OperatingPoint::falseMatchRate)
                        .reversed())
                .toList();
        if (falling.size() < 2
                || !(falseMatchRate > 0)
                || falseMatchRate > falling.get(0).falseMatchRate()) {
            throw new IllegalArgumentException(
                    "No threshold is known for the false match rate %s.%nMaybe calibrate the model at a higher one as well."
                            .formatted(falseMatchRate));
        }
        int below = 1;
        while (below < falling.size() - 1 && falling.get(below).falseMatchRate() > falseMatchRate) {
            below++;
        }
        Calibration.OperatingPoint low = falling.get(below - 1);
        Calibration.OperatingPoint high = falling.get(below);
        double from = deviations(low.falseMatchRate());
        double share = (deviations(falseMatchRate) - from) / (deviations(high.falseMatchRate()) - from);
        return (float) Math.min(1, low.threshold() + share * (high.threshold() - low.threshold()));
    }

    /** Whether a threshold at this rate is extrapolated: it is below every one that was measured. */
    public boolean isBelowAllMeasured(double falseMatchRate) {
        return operatingPoints.stream()
                .noneMatch(point ->
                        point.falseMatchRate() <= falseMatchRate || same(point.falseMatchRate(), falseMatchRate));
    }

    private static double deviations(double rate) {
        return Math.sqrt(-2 * Math.log(rate));
    }
}

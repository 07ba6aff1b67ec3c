package io.facegate.vision.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Similarity thresholds at stated false match rates (FMR, ISO/IEC 19795-1), measured on impostor pairs.
 *
 * <p>A rate is only stated where at least {@link #LEAST_SUPPORTING_PAIRS} impostor pairs support it. The others are kept
 * with what was found, so that whoever asks can be told why there is no threshold. An operating point with fewer, as older
 * files have them, becomes one of those when it is read.
 *
 * @param data what the pairs were drawn from
 * @param impostorPairs how many pairs of different people
 * @param genuinePairs how many pairs of the same person
 * @param operatingPoints one for each false match rate that is supported
 * @param notCalibratedAt the rates that are not
 */
public record Calibration(
        String data,
        long impostorPairs,
        long genuinePairs,
        List<OperatingPoint> operatingPoints,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Unsupported> notCalibratedAt) {

    /**
     * Impostor pairs at or above a threshold that its rate needs. A count of 10 has a 95% confidence interval from 4.8 to
     * 18.4 (Poisson), so that the true rate is less than twice the stated one; of 7 pairs that can't be said any more,
     * and pairs that share people tell less than independent ones. (The "rule of 30", Doddington et al. 2000, is for 30%
     * either way.)
     */
    public static final int LEAST_SUPPORTING_PAIRS = 10;

    /**
     * @param falseMatchRate share of impostor pairs at or above the threshold
     * @param threshold cosine similarity
     * @param falseNonMatchRate share of genuine pairs below the threshold
     * @param supportingPairs impostor pairs that were at or above it
     */
    public record OperatingPoint(
            double falseMatchRate, float threshold, double falseNonMatchRate, long supportingPairs) {}

    /**
     * A rate without a threshold.
     *
     * @param falseMatchRate that was asked for
     * @param supportingPairs impostor pairs that were found at or above the threshold it would have
     */
    public record Unsupported(double falseMatchRate, long supportingPairs) {}

    public Calibration {
        List<OperatingPoint> supported = new ArrayList<>();
        // JSON of before there were any has none
        List<Unsupported> unsupported = new ArrayList<>(Objects.requireNonNullElse(notCalibratedAt, List.of()));
        for (OperatingPoint point : operatingPoints) {
            if (point.supportingPairs() >= LEAST_SUPPORTING_PAIRS) {
                supported.add(point);
            } else {
                unsupported.add(new Unsupported(point.falseMatchRate(), point.supportingPairs()));
            }
        }
        operatingPoints = List.copyOf(supported);
        notCalibratedAt = List.copyOf(unsupported);
    }

    /** Of operating points of which some may lack support. */
    public Calibration(String data, long impostorPairs, long genuinePairs, List<OperatingPoint> operatingPoints) {
        this(data, impostorPairs, genuinePairs, operatingPoints, List.of());
    }

    /**
     * @throws IllegalArgumentException if this rate was not calibrated
     */
    public OperatingPoint at(double falseMatchRate) {
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
        String support = notCalibratedAt.stream()
                .filter(rate -> same(rate.falseMatchRate(), falseMatchRate))
                .findFirst()
                .map(rate -> " (%d of %d impostor pairs support it, at least %d are needed)"
                        .formatted(rate.supportingPairs(), impostorPairs, LEAST_SUPPORTING_PAIRS))
                .orElse("");
        List<Double> rates =
                operatingPoints.stream().map(OperatingPoint::falseMatchRate).toList();
        return Optional.of("not calibrated at the false match rate %s%s; it is calibrated at %s."
                .formatted(falseMatchRate, support, rates.isEmpty() ? "no rate" : rates));
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
     * @return cosine similarity, at most 1
     * @throws IllegalArgumentException if the rate is above every measured one, or fewer than two were measured
     */
    public float thresholdAt(double falseMatchRate) {
        List<OperatingPoint> falling = operatingPoints.stream()
                .sorted(Comparator.comparingDouble(OperatingPoint::falseMatchRate)
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
        OperatingPoint low = falling.get(below - 1);
        OperatingPoint high = falling.get(below);
        double from = deviations(low.falseMatchRate());
        double share = (deviations(falseMatchRate) - from) / (deviations(high.falseMatchRate()) - from);
        return (float) Math.min(1, low.threshold() + share * (high.threshold() - low.threshold()));
    }

    private static double deviations(double rate) {
        return Math.sqrt(-2 * Math.log(rate));
    }
}

package io.facegate.vision.model;

import java.util.Comparator;
import java.util.List;

/**
 * Similarity thresholds at stated false match rates (FMR, ISO/IEC 19795-1), measured on impostor pairs.
 *
 * @param data what the pairs were drawn from
 * @param impostorPairs how many pairs of different people
 * @param genuinePairs how many pairs of the same person
 * @param operatingPoints one for each false match rate
 */
public record Calibration(String data, long impostorPairs, long genuinePairs, List<OperatingPoint> operatingPoints) {

    /**
     * @param falseMatchRate share of impostor pairs at or above the threshold
     * @param threshold cosine similarity
     * @param falseNonMatchRate share of genuine pairs below the threshold
     * @param supportingPairs impostor pairs that were at or above it: below 30 the rate is a guess (the "rule of 30",
     *     Doddington et al. 2000)
     */
    public record OperatingPoint(
            double falseMatchRate, float threshold, double falseNonMatchRate, long supportingPairs) {}

    public Calibration {
        operatingPoints = List.copyOf(operatingPoints);
    }

    /**
     * @throws IllegalArgumentException if this rate was not calibrated
     */
    public OperatingPoint at(double falseMatchRate) {
        return operatingPoints.stream()
                .filter(point -> Math.abs(point.falseMatchRate() - falseMatchRate) < falseMatchRate * 1e-6)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "False match rate %s is not calibrated; there are %s.%nMaybe choose one of these, or calibrate the model again."
                                .formatted(
                                        falseMatchRate,
                                        operatingPoints.stream()
                                                .map(OperatingPoint::falseMatchRate)
                                                .toList())));
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

package io.facegate.vision.model;

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
}

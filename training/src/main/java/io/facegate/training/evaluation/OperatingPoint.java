package io.facegate.training.evaluation;

/**
 * What a threshold does to all pairs.
 *
 * @param rate false accept rate that the threshold is for
 * @param threshold a pair is accepted if its score is at least this
 * @param falseAccepts impostor pairs that are accepted
 * @param falseAcceptRate their share of the impostor pairs
 * @param falseRejects genuine pairs that are not
 * @param falseRejectRate their share of the genuine pairs
 */
public record OperatingPoint(
        double rate,
        double threshold,
        long falseAccepts,
        double falseAcceptRate,
        long falseRejects,
        double falseRejectRate) {
    static OperatingPoint of(double rate, double threshold, Comparisons comparisons) {
        Confusion decisions = comparisons.at(threshold);
        return new OperatingPoint(
                rate,
                threshold,
                decisions.falsePositives(),
                decisions.falsePositiveRate(),
                decisions.falseNegatives(),
                decisions.falseNegativeRate());
    }
}

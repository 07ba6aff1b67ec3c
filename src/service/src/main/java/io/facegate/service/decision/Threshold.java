package io.facegate.service.decision;

import org.jspecify.annotations.Nullable;

/**
 * The least score for a decision.
 *
 * @param score -2..2
 * @param falseMatchRate share of pairs of different people that reach it, as calibrated; null if the operator set the
 *     threshold, since nobody measured it then
 * @param calibratedOn whose pairs; null if the operator set the threshold
 * @param extrapolated whether the rate is below every one that was measured, so that nobody counted such pairs
 */
public record Threshold(
        float score,
        @Nullable Double falseMatchRate,
        @Nullable CalibratedOn calibratedOn,
        boolean extrapolated) {
    public Threshold {
        if (!(score >= -2 && score <= 2)) {
            throw new IllegalArgumentException("threshold (%s) must be between -2 and 2".formatted(score));
        }
    }

    /** One at a rate that was measured. */
    Threshold(float score, double falseMatchRate, CalibratedOn calibratedOn) {
        this(score, falseMatchRate, calibratedOn, false);
    }

    /** One that the operator set. */
    static Threshold set(float score) {
        return new Threshold(score, null, null, false);
    }
}

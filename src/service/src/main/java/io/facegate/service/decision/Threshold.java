package io.facegate.service.decision;

import org.jspecify.annotations.Nullable;

/**
 * The least similarity for a decision.
 *
 * @param cosine -1..1
 * @param falseMatchRate share of pairs of different people that reach it, as calibrated; null if the operator set the
 *     threshold, since nobody measured it then
 */
public record Threshold(float cosine, @Nullable Double falseMatchRate) {
    public Threshold {
        if (!(cosine >= -1 && cosine <= 1)) {
            throw new IllegalArgumentException("threshold (%s) must be between -1 and 1".formatted(cosine));
        }
    }
}

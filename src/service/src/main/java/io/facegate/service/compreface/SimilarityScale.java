package io.facegate.service.compreface;

import io.facegate.service.decision.Threshold;
import io.facegate.vision.score.Score;

/**
 * Scores as CompreFace's clients know similarities: from 0 to 1, and 0.5 is the threshold. They never fall with the score, and
 * are 0.5 or more exactly where the score reaches the threshold, which is calibrated to a false match rate.
 *
 * <p>CompreFace has {@code (1 + tanh((c0 - d) c1)) / 2} of the distance d, with c0 = 1.1818 and c1 = 5.292 for FaceNet. Its rise
 * at 0.5, by the cosine, is c1 / (2 c0) = 2.24; so is the rise here, which keeps the thresholds that people have in their
 * settings about as strict above it as they were.
 *
 * @param threshold that decides
 */
record SimilarityScale(float threshold) {
    private static final double STEEPNESS = 5.292 / 1.1818;
    /** Five decimals, rounded down: what doesn't reach the threshold is never 0.5. */
    private static final double DECIMALS = 1e5;

    static SimilarityScale of(Threshold threshold) {
        return new SimilarityScale(threshold.score());
    }

    double of(Score score) {
        double above = (double) score.value() - threshold;
        return Math.floor((1 + Math.tanh(STEEPNESS * above)) / 2 * DECIMALS) / DECIMALS;
    }
}

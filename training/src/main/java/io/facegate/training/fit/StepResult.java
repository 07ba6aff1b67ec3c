package io.facegate.training.fit;

/**
 * What a step tells.
 *
 * @param gradientNorm before clipping; not finite if the step changed no weight
 */
record StepResult(float loss, float active, float gradientNorm) {
    /** Whether gradients were too large for their numbers. */
    boolean overflow() {
        return !Float.isFinite(gradientNorm);
    }
}

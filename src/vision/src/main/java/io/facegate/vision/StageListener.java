package io.facegate.vision;

/**
 * Is told how long the stages of a {@link FacePipeline} take. It is called by the threads that compute, several at once, so
 * it must be quick and safe for them.
 */
@FunctionalInterface
public interface StageListener {
    /** Nobody listens. */
    StageListener NONE = (stage, nanoseconds) -> {};

    /** A stage ended, by its result or by rejecting the picture. */
    void ended(Stage stage, long nanoseconds);

    /** Tells this one, then another. */
    default StageListener and(StageListener other) {
        return (stage, nanoseconds) -> {
            ended(stage, nanoseconds);
            other.ended(stage, nanoseconds);
        };
    }
}

package io.facegate.training;

/** A run can't go on. The message says why, and what to try. */
public final class TrainingException extends RuntimeException {
    public TrainingException(String message) {
        super(message);
    }
}

package io.facegate.training.weights;

/** A weight file is missing, damaged, or not what it should be. The message says which, and what to do. */
public final class WeightsException extends RuntimeException {
    public WeightsException(String message) {
        super(message);
    }

    public WeightsException(String message, Throwable cause) {
        super(message, cause);
    }
}

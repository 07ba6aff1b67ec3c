package io.facegate.vision.model;

/** A model is missing, damaged, or not what was asked for. The message says which, and what to do. */
public final class ModelException extends RuntimeException {
    public ModelException(String message) {
        super(message);
    }

    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}

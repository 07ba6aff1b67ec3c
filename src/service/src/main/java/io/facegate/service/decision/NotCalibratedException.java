package io.facegate.service.decision;

/** No threshold of an embedder is known for a false match rate. */
public final class NotCalibratedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotCalibratedException(String message) {
        super(message);
    }
}

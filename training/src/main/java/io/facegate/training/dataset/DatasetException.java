package io.facegate.training.dataset;

/** A data set on disk is not what it should be. The message names the file and the line, and says what was expected. */
public final class DatasetException extends RuntimeException {
    public DatasetException(String message) {
        super(message);
    }
}

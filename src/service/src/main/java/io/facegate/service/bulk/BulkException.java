package io.facegate.service.bulk;

/** The command can't go on, and whoever called it can mend that. The message is shown to them. */
final class BulkException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BulkException(String message) {
        super(message);
    }

    BulkException(String message, Throwable cause) {
        super(message, cause);
    }
}

package io.facegate.client;

import org.jspecify.annotations.Nullable;

/** There is no such picture to be sent. */
final class MissingPictureException extends Exception {
    private static final long serialVersionUID = 1;

    private final String reason;

    /**
     * @param reason as the report has it
     */
    MissingPictureException(String reason, @Nullable Throwable cause) {
        super(reason, cause);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}

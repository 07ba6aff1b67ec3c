package io.facegate.client;

/** The command can't go on, and whoever called it can mend that. The message is shown to them. */
final class ClientException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ClientException(String message) {
        super(message);
    }

    ClientException(String message, Throwable cause) {
        super(message, cause);
    }
}

package io.facegate.service.idempotency;

/** A key can't name this request. */
public abstract sealed class IdempotencyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private IdempotencyException(String message) {
        super(message);
    }

    /** An earlier request has it, which isn't answered yet. */
    public static final class KeyInUse extends IdempotencyException {
        private static final long serialVersionUID = 1;

        KeyInUse() {
            super("A request of this key is being worked on.");
        }
    }

    /** It names another request, which was answered. */
    public static final class KeyReused extends IdempotencyException {
        private static final long serialVersionUID = 1;

        KeyReused() {
            super("This key was used for another request.%nMaybe use a new key for each request.".formatted());
        }
    }
}

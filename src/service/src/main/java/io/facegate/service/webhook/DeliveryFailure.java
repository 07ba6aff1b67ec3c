package io.facegate.service.webhook;

/** Nobody took what was sent. The message is shown to whoever administers webhooks. */
final class DeliveryFailure extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int GONE = 410;

    private final boolean gone;

    private DeliveryFailure(String message, boolean gone) {
        super(message);
        this.gone = gone;
    }

    static DeliveryFailure of(String why) {
        return new DeliveryFailure(why, false);
    }

    static DeliveryFailure status(int status) {
        return new DeliveryFailure("it answered %d".formatted(status), status == GONE);
    }

    /** The receiver wants nothing any more. */
    boolean gone() {
        return gone;
    }
}

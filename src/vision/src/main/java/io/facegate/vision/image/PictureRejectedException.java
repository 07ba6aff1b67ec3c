package io.facegate.vision.image;

/**
 * A picture can't be used, and only whoever sent it can mend that.
 *
 * <p>The message is safe to show and to log: it has sizes and formats, never content.
 */
public final class PictureRejectedException extends RuntimeException {
    private final Rejection rejection;

    public PictureRejectedException(Rejection rejection, String message) {
        super(message);
        this.rejection = rejection;
    }

    public PictureRejectedException(Rejection rejection, String message, Throwable cause) {
        super(message, cause);
        this.rejection = rejection;
    }

    public Rejection rejection() {
        return rejection;
    }
}

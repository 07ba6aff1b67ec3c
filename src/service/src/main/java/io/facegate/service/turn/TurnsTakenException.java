package io.facegate.service.turn;

/** So many wait for their turn already that another one has to try again later. */
public final class TurnsTakenException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TurnsTakenException() {
        super("Too many requests are waiting already.", null, false, false);
    }
}

package io.facegate.service.inference;

import java.time.Duration;

/** Every worker computes, and as much waits already as may, or it has waited for as long as it may: try again later. */
public final class OverloadedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Duration expectedWait;

    /**
     * @param expectedWait what whoever comes now would wait for a worker
     */
    OverloadedException(Duration expectedWait) {
        super("All workers are busy, for some %d ms yet.".formatted(expectedWait.toMillis()), null, false, false);
        this.expectedWait = expectedWait;
    }

    /** When there is likely to be room. */
    public Duration expectedWait() {
        return expectedWait;
    }
}

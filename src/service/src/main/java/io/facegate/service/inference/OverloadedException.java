package io.facegate.service.inference;

/** Every worker computes and the queue is full: try again later. */
public final class OverloadedException extends RuntimeException {
    OverloadedException(int queueSize) {
        super("All workers are busy, and as much waits already as may: %d.".formatted(queueSize), null, false, false);
    }
}

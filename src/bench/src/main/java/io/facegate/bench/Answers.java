package io.facegate.bench;

import java.util.OptionalLong;

/** The answers to a load. Several threads may add. */
final class Answers {
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final Latencies served = new Latencies();
    private final Latencies refused = new Latencies();
    private int failed;
    private long longestRetryAfter;

    synchronized void add(int status, OptionalLong retryAfter, long nanoseconds) {
        if (status == OK) {
            served.add(true, nanoseconds);
        } else if (status == UNAVAILABLE && retryAfter.isPresent()) {
            refused.add(true, nanoseconds);
            longestRetryAfter = Math.max(longestRetryAfter, retryAfter.getAsLong());
        } else {
            failed++;
        }
    }

    synchronized void addBroken() {
        failed++;
    }

    Latencies served() {
        return served;
    }

    Latencies refused() {
        return refused;
    }

    synchronized int failed() {
        return failed;
    }

    synchronized long longestRetryAfter() {
        return longestRetryAfter;
    }
}

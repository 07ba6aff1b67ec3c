package io.facegate.bench;

import java.util.Locale;

/**
 * What a load was answered.
 *
 * @param served answers of 200
 * @param refused answers of 503 that say when to try again
 * @param failed all else, broken connections too
 * @param perSecond served
 * @param p50 milliseconds of the served ones, as all that follow; not a number if there were none
 * @param refusedP50 milliseconds of the refused ones
 * @param longestRetryAfter seconds; 0 if nobody was refused
 */
record LoadFigures(
        int connections,
        double seconds,
        int served,
        int refused,
        int failed,
        double perSecond,
        double p50,
        double p95,
        double p99,
        double longest,
        double refusedP50,
        double refusedLongest,
        long longestRetryAfter) {
    static final String HEAD =
            "connections | pictures/s | p50 ms | p95 ms | p99 ms | max ms | refused | refused p50 ms | max ms | Retry-After up to | failed";

    static LoadFigures of(int connections, Answers answers, double seconds) {
        Latencies served = answers.served();
        Latencies refused = answers.refused();
        return new LoadFigures(
                connections,
                seconds,
                served.requests(),
                refused.requests(),
                answers.failed(),
                served.requests() / seconds,
                served.percentile(0.5),
                served.percentile(0.95),
                served.percentile(0.99),
                served.percentile(1),
                refused.percentile(0.5),
                refused.percentile(1),
                answers.longestRetryAfter());
    }

    /** Whether each answer was one that is meant to be. */
    boolean isClean() {
        return failed == 0;
    }

    String row() {
        return String.format(
                Locale.ROOT,
                "%d | %.1f | %.1f | %.1f | %.1f | %.1f | %d | %.1f | %.1f | %d s | %d",
                connections,
                perSecond,
                p50,
                p95,
                p99,
                longest,
                refused,
                refusedP50,
                refusedLongest,
                longestRetryAfter,
                failed);
    }
}

package io.facegate.service.metrics;

import java.time.Duration;
import java.util.stream.LongStream;

/** Upper bounds of the histograms, few and fixed, so that those of several replicas can be added. */
public final class Buckets {
    /** From a crop's quality to detecting in the largest picture, and from a row to a search of a million. */
    public static final Duration[] COMPUTATION = milliseconds(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000);

    /** Requests. */
    static final Duration[] REQUEST = milliseconds(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000);

    private Buckets() {}

    private static Duration[] milliseconds(long... bounds) {
        return LongStream.of(bounds).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }
}

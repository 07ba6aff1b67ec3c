package io.facegate.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** How long requests of one kind took, and how many failed. Several threads may add. */
final class Latencies {
    private final List<Double> milliseconds = Collections.synchronizedList(new ArrayList<>());
    private int failures;

    synchronized void add(boolean right, long nanoseconds) {
        milliseconds.add(nanoseconds / 1e6);
        if (!right) {
            failures++;
        }
    }

    synchronized int failures() {
        return failures;
    }

    synchronized int requests() {
        return milliseconds.size();
    }

    /**
     * @param share above 0, up to 1
     * @return not a number if there were none
     */
    synchronized double percentile(double share) {
        List<Double> sorted = milliseconds.stream().sorted().toList();
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    /** A row of a table: requests, failures, and milliseconds at the 50th and 99th percentile and at most. */
    String row() {
        return String.format(
                Locale.ROOT,
                "%d | %d | %.1f | %.1f | %.1f",
                requests(),
                failures(),
                percentile(0.5),
                percentile(0.99),
                percentile(1));
    }
}

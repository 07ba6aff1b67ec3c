package io.facegate.training.benchmark;

import java.util.ArrayList;
import java.util.List;

/**
 * How long something takes, in milliseconds.
 *
 * @param p95 19 of 20 runs take no longer
 */
public record Spread(double median, double p95) {
    /** Of what isn't reached. */
    static final Spread NONE = new Spread(0, 0);

    private static final double NANOS_OF_A_MILLISECOND = 1e6;

    /**
     * @param nanos of each run; at least one
     */
    static Spread of(List<Long> nanos) {
        List<Long> sorted = nanos.stream().sorted().toList();
        return new Spread(
                sorted.get(sorted.size() / 2) / NANOS_OF_A_MILLISECOND,
                sorted.get((int) Math.ceil(0.95 * sorted.size()) - 1) / NANOS_OF_A_MILLISECOND);
    }

    /**
     * Of some runs, one after the other.
     *
     * @param warmUps runs before, which are not measured
     * @param runs at least one
     */
    public static Spread measured(int warmUps, int runs, Runnable work) {
        for (int i = 0; i < warmUps; i++) {
            work.run();
        }
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            long start = System.nanoTime();
            work.run();
            nanos.add(System.nanoTime() - start);
        }
        return of(nanos);
    }
}

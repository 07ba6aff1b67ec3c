package io.facegate.training.fit;

import java.util.ArrayList;
import java.util.List;

/** Repeated measurements of time. */
final class Timing {
    static final double NANOS_PER_SECOND = 1e9;

    private Timing() {}

    /** Nanoseconds of each run. */
    static List<Long> of(int runs, Runnable measured) {
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            long start = System.nanoTime();
            measured.run();
            nanos.add(System.nanoTime() - start);
        }
        return nanos;
    }

    static long median(List<Long> nanos) {
        return nanos.stream().sorted().toList().get(nanos.size() / 2);
    }
}

package io.facegate.vision.embedding;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;

/**
 * Which batches pay: those that take less time for each item than smaller ones do. On a few processors a network may take
 * longer for two together than for each of them alone, and less only from eight on; on a GPU any company helps.
 *
 * @param paying ascending, from 1 on
 */
record BatchSizes(List<Integer> paying) {
    /** So much less time, or else it is the measurement's error. */
    private static final double GAIN = 0.97;

    BatchSizes {
        paying = List.copyOf(paying);
    }

    /** One at a time: nobody knows yet what pays. */
    static BatchSizes ofOne() {
        return new BatchSizes(List.of(1));
    }

    /**
     * @param largest 1 or more
     * @param nanosOf what a batch of so many takes
     */
    static BatchSizes measured(int largest, IntToLongFunction nanosOf) {
        List<Integer> paying = new ArrayList<>();
        double least = Double.POSITIVE_INFINITY;
        for (int size = 1; size <= largest; size *= 2) {
            double each = (double) nanosOf.applyAsLong(size) / size;
            if (each < GAIN * least) {
                paying.add(size);
                least = each;
            }
        }
        return new BatchSizes(paying);
    }

    /**
     * How many to take of so many that wait: the largest batch that pays.
     *
     * @param waiting 1 or more
     */
    int of(int waiting) {
        int size = 1;
        for (int next : paying) {
            size = next <= waiting ? next : size;
        }
        return size;
    }
}

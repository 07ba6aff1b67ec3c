package io.facegate.training.sampling;

import java.util.SplittableRandom;

/** Random orders that depend on nothing but their seeds. */
final class Shuffle {
    private Shuffle() {}

    /** A generator of its own for each combination of seed and parts: another seed is none of this one's epochs. */
    static SplittableRandom random(long seed, long... parts) {
        long mixed = new SplittableRandom(seed).nextLong();
        for (long part : parts) {
            mixed = new SplittableRandom(mixed ^ (part + 0x9E3779B97F4A7C15L)).nextLong();
        }
        return new SplittableRandom(mixed);
    }

    /** Fisher and Yates, in place. */
    static void shuffle(int[] values, SplittableRandom random) {
        for (int last = values.length - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            int value = values[last];
            values[last] = values[other];
            values[other] = value;
        }
    }

    static int[] range(int length) {
        int[] values = new int[length];
        for (int i = 0; i < length; i++) {
            values[i] = i;
        }
        return values;
    }
}

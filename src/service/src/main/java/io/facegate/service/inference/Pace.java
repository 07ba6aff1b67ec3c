package io.facegate.service.inference;

/**
 * How long a piece of work waits for each unit of cost that waits before it, learnt from what has waited: so it knows of the
 * processors, of what they do besides, and of pictures that cost more or less than was expected.
 *
 * <p>Not safe for several threads.
 */
final class Pace {
    /** Of what is learnt anew: the last ten or so count. */
    private static final double NEWEST = 0.1;

    private double nanosOfAUnit;

    /**
     * @param units that waited before it, when it came
     */
    void learn(long nanosWaited, int units) {
        double now = (double) nanosWaited / (units + 1); // and what was being worked on
        nanosOfAUnit = nanosOfAUnit == 0 ? now : nanosOfAUnit + NEWEST * (now - nanosOfAUnit);
    }

    /** What it would wait; 0 until anything has waited. */
    long expectedNanos(int units) {
        return (long) (nanosOfAUnit * units);
    }
}

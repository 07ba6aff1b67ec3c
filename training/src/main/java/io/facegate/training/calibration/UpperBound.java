package io.facegate.training.calibration;

import org.apache.commons.math3.stat.interval.ClopperPearsonInterval;

/** The upper end of the exact 95% interval of a share (Clopper and Pearson 1934). */
final class UpperBound {
    private static final double CONFIDENCE = 0.95;

    private UpperBound() {}

    /**
     * @param count of those that it is the share of
     * @param total at least 1
     */
    static double of(long count, long total) {
        if (count == 0) { // where the library has no answer
            return 1 - Math.pow((1 - CONFIDENCE) / 2, 1.0 / total);
        }
        return count == total
                ? 1
                : new ClopperPearsonInterval()
                        .createInterval(Math.toIntExact(total), Math.toIntExact(count), CONFIDENCE)
                        .getUpperBound();
    }
}

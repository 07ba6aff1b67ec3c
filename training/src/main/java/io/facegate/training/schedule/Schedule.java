package io.facegate.training.schedule;

/** A number that depends on how far a stage is. */
@FunctionalInterface
public interface Schedule {
    /**
     * @param epoch epochs done, counted from 0; a fraction is the part of the running epoch
     */
    double at(double epoch);

    /** The same number for ever. */
    static Schedule constant(double value) {
        return epoch -> value;
    }
}

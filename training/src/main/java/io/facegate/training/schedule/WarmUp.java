package io.facegate.training.schedule;

/**
 * Rises in a straight line from nothing to what another schedule says: a fresh network with large steps diverges (Goyal
 * et al. 2017).
 *
 * @param epochs how long it rises; 0 for no warm-up
 * @param then the schedule that is warmed up
 */
public record WarmUp(double epochs, Schedule then) implements Schedule {
    public WarmUp {
        if (!(epochs >= 0)) {
            throw new IllegalArgumentException("epochs (%s) must not be negative".formatted(epochs));
        }
    }

    @Override
    public double at(double epoch) {
        return epoch >= epochs ? then.at(epoch) : then.at(epoch) * epoch / epochs;
    }
}

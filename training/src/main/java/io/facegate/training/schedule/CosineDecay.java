package io.facegate.training.schedule;

/**
 * Half a cosine from one value to another (Loshchilov and Hutter 2017, "SGDR", without restarts), constant after.
 *
 * @param from at epoch 0
 * @param to at epoch {@code epochs} and after
 * @param epochs more than 0
 */
public record CosineDecay(double from, double to, double epochs) implements Schedule {
    public CosineDecay {
        if (!(epochs > 0)) {
            throw new IllegalArgumentException("epochs (%s) must be positive".formatted(epochs));
        }
    }

    @Override
    public double at(double epoch) {
        double share = Math.min(1, Math.max(0, epoch / epochs));
        return to + (from - to) * (1 + Math.cos(Math.PI * share)) / 2;
    }
}

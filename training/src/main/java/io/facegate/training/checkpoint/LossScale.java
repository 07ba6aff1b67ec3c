package io.facegate.training.checkpoint;

/**
 * What a float16 loss is multiplied with, so that small gradients don't vanish: halved when gradients overflow, doubled
 * after a long time without (Micikevicius et al. 2018).
 *
 * @param value of the scale
 * @param stepsSinceChange without an overflow
 */
public record LossScale(double value, int stepsSinceChange) {
    public static final LossScale START = new LossScale(1 << 15, 0);

    private static final int PATIENCE = 2000;
    private static final double LARGEST = 1 << 24;

    public LossScale after(boolean overflow) {
        if (overflow) {
            return new LossScale(Math.max(1, value / 2), 0);
        }
        return stepsSinceChange + 1 < PATIENCE
                ? new LossScale(value, stepsSinceChange + 1)
                : new LossScale(Math.min(LARGEST, value * 2), 0);
    }
}

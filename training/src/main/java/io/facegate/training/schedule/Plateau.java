package io.facegate.training.schedule;

/**
 * Lowers the learning rate when a figure of the validation no longer gets better, and tells when to stop. It is a value:
 * each epoch's figure gives the next one, so it can be stored in a checkpoint.
 *
 * @param best the lowest figure so far
 * @param epochsSinceBest epochs whose figure was not lower by the least improvement
 * @param epochsSinceBestOrReduction the same, counted again after each reduction
 * @param factor what the learning rate is multiplied with
 */
public record Plateau(double best, int epochsSinceBest, int epochsSinceBestOrReduction, double factor) {
    public static final Plateau START = new Plateau(Double.POSITIVE_INFINITY, 0, 0, 1);

    /**
     * @param leastImprovement by how much a figure must be lower than the best to count
     * @param patience epochs without improvement before the rate is lowered
     * @param reduction what the rate is multiplied with then, above 0 and below 1
     */
    public record Settings(double leastImprovement, int patience, double reduction) {
        public static final Settings DEFAULT = new Settings(0.001, 3, 0.75);

        public Settings {
            if (!(leastImprovement >= 0)) {
                throw new IllegalArgumentException(
                        "leastImprovement (%s) must not be negative".formatted(leastImprovement));
            }
            if (patience < 1) {
                throw new IllegalArgumentException("patience (%d) must be at least 1".formatted(patience));
            }
            if (!(reduction > 0 && reduction < 1)) {
                throw new IllegalArgumentException("reduction (%s) must be between 0 and 1".formatted(reduction));
            }
        }
    }

    /**
     * @param cost the figure, of which lower is better
     */
    public Plateau after(double cost, Settings settings) {
        if (cost < best - settings.leastImprovement) {
            return new Plateau(cost, 0, 0, factor);
        }
        int waited = epochsSinceBestOrReduction + 1;
        return waited < settings.patience
                ? new Plateau(best, epochsSinceBest + 1, waited, factor)
                : new Plateau(best, epochsSinceBest + 1, 0, factor * settings.reduction);
    }
}

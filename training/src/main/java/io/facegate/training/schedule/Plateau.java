package io.facegate.training.schedule;

/**
 * Lowers the learning rate when the validation loss no longer falls, and tells when to stop. It is a value: each epoch's
 * loss gives the next one, so it can be stored in a checkpoint.
 *
 * @param best the lowest loss so far
 * @param epochsSinceBest epochs whose loss was not lower by the least improvement
 * @param epochsSinceBestOrReduction the same, counted again after each reduction
 * @param factor what the learning rate is multiplied with
 */
public record Plateau(double best, int epochsSinceBest, int epochsSinceBestOrReduction, double factor) {
    public static final Plateau START = new Plateau(Double.POSITIVE_INFINITY, 0, 0, 1);

    /**
     * @param leastImprovement by how much a loss must be lower than the best to count
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

    public Plateau after(double loss, Settings settings) {
        if (loss < best - settings.leastImprovement) {
            return new Plateau(loss, 0, 0, factor);
        }
        int waited = epochsSinceBestOrReduction + 1;
        return waited < settings.patience
                ? new Plateau(best, epochsSinceBest + 1, waited, factor)
                : new Plateau(best, epochsSinceBest + 1, 0, factor * settings.reduction);
    }
}

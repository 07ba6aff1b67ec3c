package io.facegate.training.fit;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How a network is judged after each epoch.
 *
 * @param metric what the best checkpoint, the plateau and early stopping go by
 * @param far false accept rate of {@link Metric#TAR_AT_FAR}, above 0 and below 1
 * @param margin of the validation loss, the same in every epoch: with the stage's own, which falls, the loss would fall too
 * @param people in a batch of the validation loss, at least 2
 * @param picturesEach of each of them who has so many, at least 2
 */
public record ValidationSettings(Metric metric, double far, double margin, int people, int picturesEach) {

    /** A figure of a validation. */
    public enum Metric {
        /** Area under the ROC curve of verification. */
        @JsonProperty("validation-auc")
        @JsonAlias("validation_auc")
        VALIDATION_AUC,
        /** Share of genuine pairs that are accepted where {@link #far} of the impostor pairs are. */
        @JsonProperty("tar-at-far")
        @JsonAlias("tar_at_far")
        TAR_AT_FAR,
        /** The stage's own loss, as the published recipe has it. Losses of different stages are not compared. */
        @JsonProperty("validation-loss")
        @JsonAlias("validation_loss")
        VALIDATION_LOSS;

        /** The figure so that lower is better: of a rate, what it lacks to 1. */
        double cost(double value) {
            return this == VALIDATION_LOSS ? value : 1 - value;
        }
    }

    public ValidationSettings {
        if (!(far > 0 && far < 1)) {
            throw new IllegalArgumentException("far (%s) must be above 0 and below 1".formatted(far));
        }
        if (!(margin >= 0)) {
            throw new IllegalArgumentException("margin (%s) must not be negative".formatted(margin));
        }
        if (people < 2 || picturesEach < 2) {
            throw new IllegalArgumentException(
                    "people (%d) and picturesEach (%d) must be at least 2".formatted(people, picturesEach));
        }
    }
}

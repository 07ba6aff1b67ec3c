package io.facegate.training.fit;

import io.facegate.training.loss.LossSettings;
import io.facegate.training.sampling.SamplerSettings;
import io.facegate.training.schedule.Plateau;
import io.facegate.training.schedule.Schedule;
import io.facegate.training.schedule.ScheduleSettings;
import io.facegate.training.schedule.WarmUp;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A part of a run with one loss.
 *
 * @param name for people
 * @param epochs how many at most
 * @param loss what is minimised
 * @param sampler which pictures come together
 * @param faceSize side in pixels of what the network is given in this stage; null for that of the prepared faces
 * @param width of the network's backbone in this stage; null for that of the network's settings
 * @param trainedParts of the network
 * @param rates the two learning rates
 * @param optimizer the rest of AdamW
 * @param averaging of what is trained
 * @param margin for the losses that have one, by the stage's epoch
 * @param plateau when the learning rates are lowered
 * @param earlyStopping when the stage ends before its last epoch
 */
public record StageSettings(
        String name,
        int epochs,
        LossSettings loss,
        SamplerSettings sampler,
        @Nullable Integer faceSize,
        @Nullable Double width,
        TrainedParts trainedParts,
        Rates rates,
        AdamW optimizer,
        Averaging averaging,
        ScheduleSettings margin,
        Plateau.Settings plateau,
        EarlyStopping earlyStopping) {

    public StageSettings {
        averaging = Objects.requireNonNullElse(averaging, Averaging.NONE); // in the record of an older run
        if (epochs < 1) {
            throw new IllegalArgumentException("epochs (%d) must be at least 1".formatted(epochs));
        }
        if (faceSize != null && faceSize < 32) {
            throw new IllegalArgumentException("faceSize (%d) must be at least 32".formatted(faceSize));
        }
    }

    /**
     * Learning rates.
     *
     * @param backbone of the network but its head
     * @param head of the head, and of the loss's own weights
     * @param warmUpEpochs how long they rise from nothing
     * @param decay what they are multiplied with, by the stage's epoch
     */
    public record Rates(double backbone, double head, double warmUpEpochs, ScheduleSettings decay) {
        public Rates {
            if (!(backbone >= 0 && head >= 0)) {
                throw new IllegalArgumentException(
                        "backbone (%s) and head (%s) must not be negative".formatted(backbone, head));
            }
        }

        /** What both are multiplied with. */
        public Schedule factor() {
            return new WarmUp(warmUpEpochs, decay.build());
        }
    }

    /**
     * @param patience epochs without improvement
     * @param fromEpoch the first epoch that may be the last, from 0
     */
    public record EarlyStopping(int patience, int fromEpoch) {
        public EarlyStopping {
            if (patience < 1) {
                throw new IllegalArgumentException("patience (%d) must be at least 1".formatted(patience));
            }
        }

        /**
         * @param epoch that is done, from 0
         */
        boolean ends(int epoch, Plateau plateau) {
            return epoch >= fromEpoch && plateau.epochsSinceBest() >= patience;
        }
    }
}

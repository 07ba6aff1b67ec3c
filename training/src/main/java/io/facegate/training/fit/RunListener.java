package io.facegate.training.fit;

import org.jspecify.annotations.Nullable;

/** Is told how a run goes, step by step, on the run's own thread. */
public interface RunListener {

    /**
     * A step is done.
     *
     * @param step of the run, from 0
     * @param stageNumber from 0
     * @param epoch of the stage, from 0
     * @param stepOfEpoch from 0
     * @param stepsPerEpoch of the stage
     * @param margin null if the loss has none
     * @param backboneRate learning rate of what is trained of the network but its head; 0 if nothing is
     * @param headRate learning rate of the head, and of the loss's own weights
     */
    record Step(
            long step,
            String stage,
            int stageNumber,
            int epoch,
            int epochs,
            int stepOfEpoch,
            int stepsPerEpoch,
            int batchSize,
            double loss,
            double active,
            double gradientNorm,
            @Nullable Double margin,
            double backboneRate,
            double headRate) {}

    /**
     * An epoch is done and validated.
     *
     * @param step steps done in the run
     * @param epoch of the stage, from 0
     * @param far false accept rate
     * @param tarAtFar share of genuine pairs that are accepted at this rate
     * @param best whether this is the best of the run so far, by {@link ValidationSettings#metric}
     */
    record Epoch(
            long step,
            String stage,
            int epoch,
            double validationLoss,
            double validationAuc,
            double far,
            double tarAtFar,
            boolean best) {}

    /** Before the first step. What a run did after the last checkpoint, before it was killed, is done again. */
    default void started(Resumption resumption) {}

    void stepDone(Step step);

    /** Before the checkpoint of the epoch is written: if the process is killed, it is done again rather than missed. */
    void epochDone(Epoch epoch);

    /** After {@link #epochDone}, with all that the validation saw. */
    default void validated(Epoch epoch, ValidatedPictures pictures) {}
}

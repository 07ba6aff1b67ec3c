package io.facegate.training.fit;

/** Is told how a run goes, step by step, on the run's own thread. */
public interface RunListener {

    /**
     * A step is done.
     *
     * @param epoch of the stage, from 0
     * @param stepOfEpoch from 0
     * @param stepsPerEpoch of the stage
     */
    record Step(
            long step,
            String stage,
            int epoch,
            int epochs,
            int stepOfEpoch,
            int stepsPerEpoch,
            int batchSize,
            double loss,
            double active,
            double gradientNorm,
            double margin,
            double backboneRate,
            double headRate) {}

    /**
     * An epoch is done and validated.
     *
     * @param step steps done in the run
     * @param epoch of the stage, from 0
     * @param best whether this is the best of the run so far
     */
    record Epoch(
            long step,
            String stage,
            int epoch,
            double validationLoss,
            double validationAuc,
            double acceptedAtOnePercent,
            boolean best) {}

    void stepDone(Step step);

    void epochDone(Epoch epoch);

    /** After {@link #epochDone}, with all that the validation saw. */
    default void validated(Epoch epoch, ValidatedPictures pictures) {}
}

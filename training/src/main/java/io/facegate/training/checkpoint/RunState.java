package io.facegate.training.checkpoint;

import io.facegate.training.schedule.Plateau;

/**
 * Where a run is, between two steps. With the variables it is all that a run needs to go on exactly as if it had never
 * stopped.
 *
 * @param step steps done in the whole run
 * @param stage the running stage, from 0; the number of stages if the run is finished
 * @param stepOfStage steps done in it
 * @param plateau of the figure that the run goes by, validation.metric of its settings
 * @param lossScale for float16
 * @param best that figure at its best; of no meaning before the first
 * @param bestStep when it was; -1 before the first
 */
public record RunState(
        long step, int stage, long stepOfStage, Plateau plateau, LossScale lossScale, double best, long bestStep) {
    public static final RunState START = new RunState(0, 0, 0, Plateau.START, LossScale.START, -1, -1);

    /** Of a run that keeps no best checkpoint and lowers its rate by its steps alone. */
    public static RunState atStep(long step, int stage, long stepOfStage) {
        return new RunState(step, stage, stepOfStage, Plateau.START, LossScale.START, -1, -1);
    }

    public RunState afterStep(LossScale newScale) {
        return new RunState(step + 1, stage, stepOfStage + 1, plateau, newScale, best, bestStep);
    }

    public RunState withPlateau(Plateau newPlateau) {
        return new RunState(step, stage, stepOfStage, newPlateau, lossScale, best, bestStep);
    }

    public RunState withBest(double newBest) {
        return new RunState(step, stage, stepOfStage, plateau, lossScale, newBest, step);
    }

    public RunState nextStage() {
        return new RunState(step, stage + 1, 0, Plateau.START, LossScale.START, best, bestStep);
    }
}

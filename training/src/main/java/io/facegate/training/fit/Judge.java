package io.facegate.training.fit;

import io.facegate.training.checkpoint.RunState;
import io.facegate.training.schedule.Plateau;
import java.util.function.ToIntFunction;

/**
 * Goes by the one figure of a validation that a run is told to go by: which network is its best so far, when rates fall,
 * and when a stage ends.
 *
 * @param faceSize what the network is given in a stage
 */
record Judge(RunSettings settings, ToIntFunction<StageSettings> faceSize) {

    /**
     * @param state with the figure in it, in the next stage if this one ended
     * @param best whether the network is the best of the run so far
     * @param last whether that was the stage's last epoch
     */
    record Verdict(RunState state, boolean best, boolean last) {}

    /**
     * @param state after an epoch of its stage
     * @param epoch which it was, from 0
     */
    Verdict of(RunState state, int epoch, Validation.Result result) {
        StageSettings stage = settings.stages().get(state.stage());
        ValidationSettings.Metric metric = settings.validation().metric();
        double value = result.of(metric);
        Plateau plateau = state.plateau().after(metric.cost(value), stage.plateau());
        boolean best = isBest(state, metric, value);
        boolean last = epoch + 1 == stage.epochs() || stage.earlyStopping().ends(epoch, plateau);
        RunState judged = state.withPlateau(plateau);
        if (best) {
            judged = judged.withBest(value);
        }
        return new Verdict(last ? judged.nextStage() : judged, best, last);
    }

    /**
     * Losses of two stages are not of the same kind, and faces of another size are other pictures: a network that was at its
     * best on small ones knows little of those that it is exported for, and a wider one is what it was widened for. Then the
     * later stage has the best.
     */
    private boolean isBest(RunState state, ValidationSettings.Metric metric, double value) {
        boolean sameStage = state.bestStep() > state.step() - state.stepOfStage();
        boolean sameKind = metric != ValidationSettings.Metric.VALIDATION_LOSS
                && (state.stage() == 0 || sameNetwork(stage(state.stage()), stage(state.stage() - 1)));
        boolean comparable = (sameStage || sameKind) && !Double.isNaN(state.best());
        return state.bestStep() < 0 || !comparable || metric.cost(value) < metric.cost(state.best());
    }

    private boolean sameNetwork(StageSettings one, StageSettings other) {
        return faceSize.applyAsInt(one) == faceSize.applyAsInt(other)
                && settings.network().width(one) == settings.network().width(other);
    }

    private StageSettings stage(int number) {
        return settings.stages().get(number);
    }
}

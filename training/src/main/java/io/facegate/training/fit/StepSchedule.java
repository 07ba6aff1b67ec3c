package io.facegate.training.fit;

import io.facegate.training.checkpoint.RunState;
import io.facegate.training.schedule.Schedule;

/** What the schedules of a stage, and its plateau, make of each of its steps. */
final class StepSchedule {
    private final StageSettings stage;
    private final int stepsPerEpoch;
    private final Schedule factors;
    private final Schedule margins;

    StepSchedule(StageSettings stage, int stepsPerEpoch) {
        this.stage = stage;
        this.stepsPerEpoch = stepsPerEpoch;
        this.factors = stage.rates().factor();
        this.margins = stage.margin().build();
    }

    int epoch(RunState state) {
        return (int) (state.stepOfStage() / stepsPerEpoch);
    }

    /**
     * Rates change within an epoch, margins between two.
     *
     * @param scaled whether the loss is, see {@link RunState#lossScale}
     */
    StepSettings next(RunState state, boolean scaled) {
        double factor = factors.at((state.stepOfStage() + 1.0) / stepsPerEpoch)
                * state.plateau().factor();
        return new StepSettings(
                state.step(),
                state.stepOfStage(),
                epoch(state),
                margins.at(epoch(state)),
                stage.trainedParts().backbone() ? stage.rates().backbone() * factor : 0,
                stage.rates().head() * factor,
                scaled ? state.lossScale().value() : 1);
    }
}

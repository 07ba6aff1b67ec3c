package io.facegate.training.fit;

import io.facegate.training.TrainingException;
import io.facegate.training.checkpoint.Checkpoints;
import io.facegate.training.checkpoint.RunState;
import io.facegate.training.sampling.Sampler;
import java.io.IOException;
import java.util.Iterator;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;

/**
 * The epochs of one stage, from wherever the run is in it: a step for each batch, a validation after each epoch, a
 * checkpoint after each validation and every so many steps.
 *
 * @param precision of the run, not of the stage's settings
 */
record StageRun(
        StageSettings stage,
        Sampler sampler,
        TrainingGraph graph,
        Precision precision,
        Validation validation,
        Judge judge,
        Checkpoints checkpoints,
        int checkpointSteps,
        RunListener listener) {

    /**
     * @param from in this stage
     * @return at the begin of the next stage, or in this one, saved, if the run was asked to stop
     */
    RunState run(RunState from, BatchReader reader, BooleanSupplier stop) throws IOException {
        int steps = sampler.stepsPerEpoch();
        StepSchedule schedule = new StepSchedule(stage, steps);
        Iterator<Batch> batches = reader.read(LongStream.range(from.stepOfStage(), (long) stage.epochs() * steps)
                .mapToObj(step -> sampler.batch((int) (step / steps), (int) (step % steps))));
        RunState state = from;
        while (batches.hasNext()) {
            int epoch = schedule.epoch(state);
            try (Batch batch = batches.next()) {
                state = step(state, batch, schedule);
            }
            boolean epochDone = state.stepOfStage() % steps == 0;
            if (epochDone) {
                state = finishEpoch(state, epoch);
            } else if (stop.getAsBoolean() || state.step() % checkpointSteps == 0) {
                checkpoints.write(state, graph::save);
            }
            if (state.stage() != from.stage() || stop.getAsBoolean()) {
                return state;
            }
        }
        throw new IllegalStateException("A stage ends with the validation of its last epoch");
    }

    private RunState step(RunState state, Batch batch, StepSchedule schedule) {
        boolean scaled = precision == Precision.FLOAT16;
        StepSettings settings = schedule.next(state, scaled);
        StepResult result = graph.step().run(batch, settings);
        if (!Float.isFinite(result.loss()) || (result.overflow() && !scaled)) {
            throw diverged(settings, result);
        }
        listener.stepDone(told(state, settings, result));
        return state.afterStep(scaled ? state.lossScale().after(result.overflow()) : state.lossScale());
    }

    private RunListener.Step told(RunState state, StepSettings settings, StepResult result) {
        int steps = sampler.stepsPerEpoch();
        return new RunListener.Step(
                state.step(),
                stage.name(),
                state.stage(),
                settings.epoch(),
                stage.epochs(),
                (int) (state.stepOfStage() % steps),
                steps,
                sampler.batchSize(),
                result.loss(),
                result.active(),
                result.gradientNorm(),
                stage.loss().hasMargin() ? settings.margin() : null,
                settings.backboneRate(),
                settings.headRate());
    }

    private TrainingException diverged(StepSettings settings, StepResult result) {
        return new TrainingException(
                "The loss (%s) or its gradient (%s) is no number any more, at step %d, epoch %d of stage %s. The last checkpoint is as it was.%nMaybe lower rates.backbone (%s) and rates.head (%s), raise rates.warmUpEpochs (%s), lower optimizer.clipNorm (%s), or compute in float32."
                        .formatted(
                                result.loss(),
                                result.gradientNorm(),
                                settings.step(),
                                settings.epoch(),
                                stage.name(),
                                stage.rates().backbone(),
                                stage.rates().head(),
                                stage.rates().warmUpEpochs(),
                                stage.optimizer().clipNorm()));
    }

    private RunState finishEpoch(RunState state, int epoch) throws IOException {
        Validation.Result result = validation.run(graph.evaluation(), stage.epochs() - 1);
        Judge.Verdict verdict = judge.of(state, epoch, result);
        RunListener.Epoch done = new RunListener.Epoch(
                state.step(),
                stage.name(),
                epoch,
                result.loss(),
                result.auc(),
                validation.far(),
                result.accepted(),
                verdict.best());
        listener.epochDone(done);
        listener.validated(done, result.pictures());
        checkpoints.write(verdict.state(), graph::save);
        return verdict.state();
    }
}

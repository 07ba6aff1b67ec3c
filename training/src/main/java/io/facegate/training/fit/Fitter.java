package io.facegate.training.fit;

import io.facegate.training.dataset.PreparedDataset;
import io.facegate.training.distillation.Teacher;
import io.facegate.training.fit.Checkpoints.Checkpoint;
import io.facegate.training.fit.Checkpoints.Found;
import io.facegate.training.fit.TrainingGraph.StepResult;
import io.facegate.training.fit.TrainingGraph.StepSettings;
import io.facegate.training.network.FaceNetwork;
import io.facegate.training.sampling.Sampler;
import io.facegate.training.schedule.Plateau;
import io.facegate.training.schedule.Schedule;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Runs the stages of a run, from wherever its last checkpoint is.
 *
 * <p>Everything random depends on the seed and the number of the step, and everything else is in the checkpoint: a run
 * that was killed goes on exactly as if it had not been.
 */
public final class Fitter {

    /** How a run ended. */
    public enum Outcome {
        FINISHED,
        /** It was asked to stop, and has saved where it is. */
        STOPPED
    }

    private final RunSettings settings;
    private final StagePlans plans;
    private final Precision precision;
    private final PreparedDataset training;
    private final Validation validation;
    private final @Nullable TrainedNetwork start;
    private final Checkpoints checkpoints;
    private final RunListener listener;
    private RunState state = RunState.START;

    /**
     * @param network what is trained
     * @param precision not {@link Precision#AUTO}
     * @param training stays the caller's
     * @param validation stays the caller's; other people than those for training
     * @param teacher stays the caller's; null if no stage needs one, or the data sets were taught
     * @param start what the network begins with; it stays the caller's; null for random weights
     */
    public Fitter(
            RunSettings settings,
            FaceNetwork network,
            Precision precision,
            PreparedDataset training,
            PreparedDataset validation,
            @Nullable Teacher teacher,
            @Nullable TrainedNetwork start,
            Checkpoints checkpoints,
            RunListener listener) {
        this.settings = settings;
        this.precision = precision;
        this.training = training;
        this.validation = new Validation(validation, settings.validation(), settings.seed());
        this.plans = new StagePlans(settings, network, precision, training, this.validation.teaching(), teacher);
        this.start = start;
        this.checkpoints = checkpoints;
        this.listener = listener;
    }

    /**
     * @param stop stays the caller's
     * @throws TrainingException if the loss is no number any more, or every checkpoint is damaged
     */
    public Outcome run(StopSignal stop) throws IOException {
        Found found = checkpoints.find();
        if (found.newest() != null) {
            state = found.newest().state();
        }
        listener.started(new Resumption(state.step(), found.newest() != null, found.damaged()));
        while (state.stage() < settings.stages().size()) {
            if (stop.requested() || !runStage(settings.stages().get(state.stage()), stop)) {
                return Outcome.STOPPED;
            }
        }
        return Outcome.FINISHED;
    }

    /** Steps that were done in the run, all of them saved unless it runs. */
    public long step() {
        return state.step();
    }

    /** @return whether the stage came to its end */
    private boolean runStage(StageSettings stage, StopSignal stop) throws IOException {
        Sampler sampler = stage.sampler().build(training, settings.seed() + state.stage());
        validation.newStage();
        try (TrainingGraph graph = new TrainingGraph(plans.plan(stage, sampler))) {
            begin(graph);
            try (BatchReader reader = new BatchReader(training, settings.readers())) {
                return runEpochs(stage, sampler, graph, reader, stop);
            }
        }
    }

    private void begin(TrainingGraph graph) throws IOException {
        Optional<Checkpoint> last = checkpoints.last();
        if (last.isEmpty()) {
            if (start != null) {
                graph.startWith(start);
            }
            // from here on, a run without a checkpoint is one that lost it
            checkpoints.write(state, graph::save);
        } else if (state.stepOfStage() > 0 || state.step() == 0) {
            graph.restore(last.get().variables());
        } else {
            graph.startWith(new TrainedNetwork.OfCheckpoint(last.get().variables()));
        }
    }

    private boolean runEpochs(
            StageSettings stage, Sampler sampler, TrainingGraph graph, BatchReader reader, StopSignal stop)
            throws IOException {
        int steps = sampler.stepsPerEpoch();
        Schedule rates = stage.rates().factor();
        Schedule margins = stage.margin().build();
        Iterator<Batch> batches = reader.read(LongStream.range(state.stepOfStage(), (long) stage.epochs() * steps)
                .mapToObj(step -> sampler.batch((int) (step / steps), (int) (step % steps))));
        while (batches.hasNext()) {
            int epoch = (int) (state.stepOfStage() / steps);
            double margin = margins.at(epoch);
            try (Batch batch = batches.next()) {
                step(stage, sampler, graph, batch, epoch, margin, rates);
            }
            boolean epochDone = state.stepOfStage() % steps == 0;
            if (epochDone && finishEpoch(stage, graph, epoch)) {
                return true;
            }
            if (!epochDone && (stop.requested() || state.step() % settings.checkpointSteps() == 0)) {
                checkpoints.write(state, graph::save);
            }
            if (stop.requested()) {
                return false;
            }
        }
        throw new IllegalStateException("A stage ends with the validation of its last epoch");
    }

    private void step(
            StageSettings stage,
            Sampler sampler,
            TrainingGraph graph,
            Batch batch,
            int epoch,
            double margin,
            Schedule rates) {
        int steps = sampler.stepsPerEpoch();
        double factor =
                rates.at((state.stepOfStage() + 1.0) / steps) * state.plateau().factor();
        double backboneRate = stage.trainedParts().backbone() ? stage.rates().backbone() * factor : 0;
        double headRate = stage.rates().head() * factor;
        boolean scaled = precision == Precision.FLOAT16;
        StepResult result = graph.step(
                batch,
                new StepSettings(
                        state.step(),
                        state.stepOfStage(),
                        epoch,
                        margin,
                        backboneRate,
                        headRate,
                        scaled ? state.lossScale().value() : 1));
        boolean overflow = !Float.isFinite(result.gradientNorm());
        if (!Float.isFinite(result.loss()) || (overflow && !scaled)) {
            throw new TrainingException(
                    "The loss (%s) or its gradient (%s) is no number any more, at step %d, epoch %d of stage %s. The last checkpoint is as it was.%nMaybe lower rates.backbone (%s) and rates.head (%s), raise rates.warmUpEpochs (%s), lower optimizer.clipNorm (%s), or compute in float32."
                            .formatted(
                                    result.loss(),
                                    result.gradientNorm(),
                                    state.step(),
                                    epoch,
                                    stage.name(),
                                    stage.rates().backbone(),
                                    stage.rates().head(),
                                    stage.rates().warmUpEpochs(),
                                    stage.optimizer().clipNorm()));
        }
        listener.stepDone(new RunListener.Step(
                state.step(),
                stage.name(),
                state.stage(),
                epoch,
                stage.epochs(),
                (int) (state.stepOfStage() % steps),
                steps,
                sampler.batchSize(),
                result.loss(),
                result.active(),
                result.gradientNorm(),
                stage.loss().hasMargin() ? margin : null,
                backboneRate,
                headRate));
        state = state.afterStep(scaled ? state.lossScale().after(overflow) : state.lossScale());
    }

    /** @return whether that was the stage's last epoch */
    private boolean finishEpoch(StageSettings stage, TrainingGraph graph, int epoch) throws IOException {
        Validation.Result result = validation.run(graph.evaluation(), stage.epochs() - 1);
        ValidationSettings.Metric metric = settings.validation().metric();
        double value = result.of(metric);
        Plateau plateau = state.plateau().after(metric.cost(value), stage.plateau());
        boolean best = isBest(stage, metric, value);
        state = state.withPlateau(plateau);
        if (best) {
            state = state.withBest(value);
        }
        RunListener.Epoch done = new RunListener.Epoch(
                state.step(),
                stage.name(),
                epoch,
                result.loss(),
                result.auc(),
                settings.validation().far(),
                result.accepted(),
                best);
        listener.epochDone(done);
        listener.validated(done, result.pictures());
        boolean last = epoch + 1 == stage.epochs()
                || (epoch >= stage.earlyStopping().fromEpoch()
                        && plateau.epochsSinceBest() >= stage.earlyStopping().patience());
        if (last) {
            state = state.nextStage();
        }
        checkpoints.write(state, graph::save);
        return last;
    }

    /**
     * Losses of two stages are not of the same kind, and faces of another size are other pictures: a network that was at its
     * best on small ones knows little of those that it is exported for. Then the later stage has the best.
     */
    private boolean isBest(StageSettings stage, ValidationSettings.Metric metric, double value) {
        boolean sameStage = state.bestStep() > state.step() - state.stepOfStage();
        boolean sameKind = metric != ValidationSettings.Metric.VALIDATION_LOSS
                && (state.stage() == 0
                        || plans.faceSize(stage)
                                == plans.faceSize(settings.stages().get(state.stage() - 1)));
        boolean comparable = sameStage || sameKind;
        return state.bestStep() < 0 || !comparable || metric.cost(value) < metric.cost(state.best());
    }
}

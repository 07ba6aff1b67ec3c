package io.facegate.training.fit;

import io.facegate.training.TrainingException;
import io.facegate.training.checkpoint.Checkpoint;
import io.facegate.training.checkpoint.Checkpoints;
import io.facegate.training.checkpoint.Checkpoints.Found;
import io.facegate.training.checkpoint.RunState;
import io.facegate.training.checkpoint.TrainedNetwork;
import io.facegate.training.dataset.PreparedDataset;
import io.facegate.training.distillation.Teacher;
import io.facegate.training.network.FaceNetwork;
import io.facegate.training.sampling.Sampler;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
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
     * @param networks what each stage trains; one that is wider than that of the stage before begins as it, widened
     * @param precision not {@link Precision#AUTO}
     * @param training stays the caller's
     * @param validation stays the caller's; other people than those for training
     * @param teacher stays the caller's; null if no stage needs one, or the data sets were taught
     * @param start what the network begins with; it stays the caller's; null for random weights
     */
    public Fitter(
            RunSettings settings,
            Function<StageSettings, FaceNetwork> networks,
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
        this.plans = new StagePlans(settings, networks, precision, training, this.validation.teaching(), teacher);
        this.start = start;
        this.checkpoints = checkpoints;
        this.listener = listener;
    }

    /**
     * @param stop asked after each step
     * @throws TrainingException if the loss is no number any more, or every checkpoint is damaged
     */
    public Outcome run(BooleanSupplier stop) throws IOException {
        Found found = checkpoints.find();
        if (found.newest() != null) {
            state = found.newest().state();
        }
        listener.started(new Resumption(state.step(), found.newest() != null, found.damaged()));
        while (state.stage() < settings.stages().size()) {
            if (stop.getAsBoolean()) {
                return Outcome.STOPPED;
            }
            runStage(settings.stages().get(state.stage()), stop);
        }
        return Outcome.FINISHED;
    }

    /** Steps that were done in the run, all of them saved unless it runs. */
    public long step() {
        return state.step();
    }

    private void runStage(StageSettings stage, BooleanSupplier stop) throws IOException {
        Sampler sampler = stage.sampler().build(training, settings.seed() + state.stage());
        validation.newStage();
        try (TrainingGraph graph = new TrainingGraph(plans.plan(stage, sampler))) {
            begin(graph);
            StageRun run = new StageRun(
                    stage,
                    sampler,
                    graph,
                    precision,
                    validation,
                    new Judge(settings, plans::faceSize),
                    checkpoints,
                    settings.checkpointSteps(),
                    listener);
            try (BatchReader reader = new BatchReader(training, settings.readers())) {
                state = run.run(state, reader, stop);
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
}

package io.facegate.training.fit;

import io.facegate.training.checkpoint.RunFolder;
import io.facegate.training.dataset.PreparedDataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Runs a {@link TinyNetwork} and remembers what happened. */
final class RecordedRun implements RunListener {
    final Map<Long, Step> steps = new TreeMap<>();
    final List<Epoch> epochs = new ArrayList<>();

    @Nullable
    Resumption resumption;

    static RecordedRun of(FaceColours faces, RunSettings settings, Path checkpoints) throws IOException {
        RecordedRun run = new RecordedRun();
        run.fit(faces, settings, checkpoints, run);
        return run;
    }

    Fitter.Outcome fit(FaceColours faces, RunSettings settings, Path checkpoints, RunListener listener)
            throws IOException {
        try (StopSignal stop = new StopSignal()) {
            return fit(faces, settings, checkpoints, listener, stop::requested);
        }
    }

    Fitter.Outcome fit(
            FaceColours faces, RunSettings settings, Path checkpoints, RunListener listener, BooleanSupplier stop)
            throws IOException {
        try (PreparedDataset training = faces.training();
                PreparedDataset validation = faces.validation()) {
            return new Fitter(
                            settings,
                            stage -> new TinyNetwork(settings.network().width(stage)),
                            settings.precision(),
                            training,
                            validation,
                            null,
                            null,
                            RunFolder.checkpoints(checkpoints),
                            listener)
                    .run(stop);
        }
    }

    /** Remembers the steps up to this one, at which the run breaks off. */
    RunListener breakingOffAfter(long lastStep) {
        return new RunListener() {
            @Override
            public void started(Resumption where) {
                resumption = where;
            }

            @Override
            public void stepDone(Step step) {
                RecordedRun.this.stepDone(step);
                if (step.step() == lastStep) {
                    throw new IllegalStateException("broken off");
                }
            }

            @Override
            public void epochDone(Epoch epoch) {}
        };
    }

    @Override
    public void started(Resumption where) {
        resumption = where;
    }

    @Override
    public void stepDone(Step step) {
        steps.put(step.step(), step);
    }

    @Override
    public void epochDone(Epoch epoch) {
        epochs.add(epoch);
    }

    Step step(long number) {
        return Objects.requireNonNull(steps.get(number));
    }

    Map<Long, Double> losses() {
        Map<Long, Double> losses = new TreeMap<>();
        steps.forEach((number, step) -> losses.put(number, step.loss()));
        return losses;
    }
}

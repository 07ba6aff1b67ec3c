package io.facegate.training.cli;

import io.facegate.training.detection.distillation.DetectorListener;
import io.facegate.training.detection.distillation.Stage;
import io.facegate.training.fit.Resumption;
import io.facegate.training.tracking.ExperimentTracker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;

/** Shows a detector's training: a progress bar for each network, a line for each validation. */
final class DetectorDisplay implements DetectorListener, AutoCloseable {
    /** Steps whose figures are tracked together. */
    private static final int TRACKED_STEPS = 20;

    private final PrintWriter out;
    private final ExperimentTracker tracker;
    private @Nullable ProgressBar progress;

    /**
     * @param tracker stays the caller's
     */
    DetectorDisplay(PrintWriter out, ExperimentTracker tracker) {
        this.out = out;
        this.tracker = tracker;
    }

    @Override
    public void started(Stage stage, Resumption resumption) {
        out.printf("%s: %s%n", stage.label(), resumption.message());
        out.flush();
        try {
            tracker.begin(resumption.step() + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stepDone(Step step) {
        ProgressBar bar = progress;
        if (bar == null) {
            bar = Progress.of(step.stage().label(), step.steps(), step.step());
            progress = bar;
        }
        bar.step();
        bar.setExtraMessage(String.format(Locale.ROOT, " loss %.4f rate %.1e", step.loss(), step.rate()));
        if (step.step() % TRACKED_STEPS == 0) {
            track(step.stepOfRun() + 1, step.stage().label() + "/training/loss", step.loss());
        }
        if (step.step() + 1 == step.steps()) {
            close();
        }
    }

    @Override
    public void validated(Validation validation) {
        String label = validation.stage().label();
        out.printf(
                Locale.ROOT,
                "%s step %d: validation loss %.4f, of %d faces %.2f%% missed, %.2f%% invented;"
                        + " error of boxes %.4f, of landmarks %.4f crop sides%n",
                label,
                validation.step(),
                validation.loss(),
                validation.faces(),
                100 * validation.missed(),
                100 * validation.invented(),
                validation.boxError(),
                validation.landmarkError());
        out.flush();
        track(validation.stepOfRun(), label + "/validation/loss", validation.loss());
        track(validation.stepOfRun(), label + "/validation/missed", validation.missed());
        track(validation.stepOfRun(), label + "/validation/invented", validation.invented());
        track(validation.stepOfRun(), label + "/validation/box-error", validation.boxError());
        track(validation.stepOfRun(), label + "/validation/landmark-error", validation.landmarkError());
    }

    private void track(long step, String name, double value) {
        try {
            tracker.scalar(step, name, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (progress != null) {
            progress.close();
            progress = null;
        }
    }
}

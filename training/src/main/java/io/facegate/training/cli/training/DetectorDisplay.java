package io.facegate.training.cli.training;

import io.facegate.training.detection.distillation.DetectorListener;
import io.facegate.training.detection.distillation.Stage;
import io.facegate.training.fit.Resumption;
import io.facegate.training.tracking.ExperimentTracker;
import java.io.PrintWriter;
import java.util.Locale;

/** Shows a detector's training: a progress bar for each network, a line for each validation. */
final class DetectorDisplay implements DetectorListener, AutoCloseable {
    /** Steps whose figures are tracked together. */
    private static final int TRACKED_STEPS = 20;

    private final RunScreen screen;

    /**
     * @param tracker stays the caller's
     */
    DetectorDisplay(PrintWriter out, ExperimentTracker tracker) {
        this.screen = new RunScreen(out, tracker);
    }

    @Override
    public void started(Stage stage, Resumption resumption) {
        screen.begin("%s: %s".formatted(stage.label(), resumption.message()), resumption.step());
    }

    @Override
    public void stepDone(Step step) {
        String label = step.stage().label();
        screen.advance(
                new RunScreen.Place(label, step.step(), step.steps()),
                1,
                String.format(Locale.ROOT, " loss %.4f rate %.1e", step.loss(), step.rate()));
        if (step.step() % TRACKED_STEPS == 0) {
            screen.track(tracker -> tracker.scalar(step.stepOfRun() + 1, label + "/training/loss", step.loss()));
        }
    }

    @Override
    public void validated(Validation validation) {
        String label = validation.stage().label();
        screen.line(validation.stage() == Stage.LANDMARKS ? landmarks(validation) : scenes(validation));
        long step = validation.stepOfRun();
        screen.track(tracker -> {
            tracker.scalar(step, label + "/validation/loss", validation.loss());
            tracker.scalar(step, label + "/validation/missed", validation.missed());
            tracker.scalar(step, label + "/validation/invented", validation.invented());
            tracker.scalar(step, label + "/validation/box-error", validation.boxError());
            tracker.scalar(step, label + "/validation/landmark-error", validation.landmarkError());
        });
    }

    private static String landmarks(Validation validation) {
        return String.format(
                Locale.ROOT,
                "%s step %d: of %d faces, landmarks are off by %.4f crop sides, root of the mean square %.4f",
                validation.stage().label(),
                validation.step(),
                validation.faces(),
                validation.loss(),
                validation.landmarkError());
    }

    private static String scenes(Validation validation) {
        return String.format(
                Locale.ROOT,
                "%s step %d: validation loss %.4f, of %d faces %.2f%% missed, %.2f%% invented;"
                        + " error of boxes %.4f, of landmarks %.4f crop sides",
                validation.stage().label(),
                validation.step(),
                validation.loss(),
                validation.faces(),
                100 * validation.missed(),
                100 * validation.invented(),
                validation.boxError(),
                validation.landmarkError());
    }

    @Override
    public void close() {
        screen.close();
    }
}

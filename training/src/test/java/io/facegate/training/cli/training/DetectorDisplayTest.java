package io.facegate.training.cli.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.training.detection.distillation.DetectorListener;
import io.facegate.training.detection.distillation.Stage;
import io.facegate.training.fit.Resumption;
import io.facegate.training.tracking.ExperimentTracker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DetectorDisplayTest {
    private final ListedFigures figures = new ListedFigures();
    private final StringWriter out = new StringWriter();

    private DetectorDisplay display() {
        return display(figures);
    }

    private DetectorDisplay display(ExperimentTracker tracker) {
        return new DetectorDisplay(new PrintWriter(out), tracker);
    }

    private static DetectorListener.Step step(long step, long steps) {
        return new DetectorListener.Step(Stage.REFINEMENT, step, steps, 1000 + step, 0.25, 1e-3);
    }

    @Test
    void saysWhereEachNetworkBeginsAndTellsTheTrackersFromWhichStepOn() {
        try (DetectorDisplay display = display()) {
            display.started(Stage.PROPOSAL, new Resumption(0, false, List.of()));
            display.started(Stage.REFINEMENT, new Resumption(1000, true, List.of()));
        }

        assertThat(out.toString().lines())
                .containsExactly(
                        "proposal: Begins at step 0.", "refinement: Goes on after step 1000, the last that is saved.");
        assertThat(figures.told()).containsExactly("begin 1", "begin 1001");
    }

    @Test
    void everyTwentiethStepIsTrackedByTheStepOfTheRun() {
        try (DetectorDisplay display = display()) {
            IntStream.range(0, 41).forEach(i -> display.stepDone(step(i, 100)));
        }

        assertThat(figures.told())
                .containsExactly(
                        "1001 refinement/training/loss 0.25",
                        "1021 refinement/training/loss 0.25",
                        "1041 refinement/training/loss 0.25");
    }

    @Test
    void aValidationIsALineAndFiveFigures() {
        try (DetectorDisplay display = display()) {
            display.validated(
                    new DetectorListener.Validation(Stage.OUTPUT, 500, 2500, 0.125, 0.03, 0.04, 321, 0.015, 0.25));
        }

        assertThat(out)
                .hasToString("output step 500: validation loss 0.1250, of 321 faces 1.50%% missed, 25.00%% invented;"
                        .formatted()
                        .concat(" error of boxes 0.0300, of landmarks 0.0400 crop sides%n".formatted()));
        assertThat(figures.told())
                .containsExactly(
                        "2500 output/validation/loss 0.125",
                        "2500 output/validation/missed 0.015",
                        "2500 output/validation/invented 0.25",
                        "2500 output/validation/box-error 0.03",
                        "2500 output/validation/landmark-error 0.04");
    }

    @Test
    void ofLandmarksAloneNothingIsSaidOfFacesThatWereMissed() {
        try (DetectorDisplay display = display()) {
            display.validated(new DetectorListener.Validation(Stage.LANDMARKS, 500, 2500, 0.0125, 0, 0.014, 321, 0, 0));
        }

        assertThat(out)
                .hasToString(
                        "landmarks step 500: of 321 faces, landmarks are off by 0.0125 crop sides, root of the mean square 0.0140%n"
                                .formatted());
    }

    @Test
    void figuresThatCanNotBeWrittenEndTheTraining() {
        try (DetectorDisplay display = display(new ListedFigures() {
            @Override
            public void scalar(long step, String name, double value) throws IOException {
                throw new IOException("No space left on device");
            }
        })) {
            assertThatThrownBy(() -> display.stepDone(step(0, 100)))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasRootCauseMessage("No space left on device");
        }
    }
}

package io.facegate.training.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.training.schedule.Plateau;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunStateTest {
    private static final RunState WITHIN =
            new RunState(120, 1, 20, new Plateau(0.25, 2, 1, 0.75), new LossScale(512, 7), 0.75, 110);

    @TempDir
    private Path folder;

    @Test
    void beginsBeforeTheFirstStepWithNothingBest() {
        assertThat(RunState.START.step()).isZero();
        assertThat(RunState.START.stage()).isZero();
        assertThat(RunState.START.bestStep()).isEqualTo(-1);
        assertThat(RunState.START.plateau().factor()).isEqualTo(1);
    }

    @Test
    void aStepCountsForTheRunAndForItsStage() {
        LossScale scale = new LossScale(256, 0);

        assertThat(WITHIN.afterStep(scale)).isEqualTo(new RunState(121, 1, 21, WITHIN.plateau(), scale, 0.75, 110));
    }

    @Test
    void theBestIsThatOfTheStepThatTheRunIsAt() {
        RunState better = WITHIN.withBest(0.875);

        assertThat(better.best()).isEqualTo(0.875);
        assertThat(better.bestStep()).isEqualTo(120);
        assertThat(better.withPlateau(Plateau.START))
                .isEqualTo(new RunState(120, 1, 20, Plateau.START, WITHIN.lossScale(), 0.875, 120));
    }

    /** Another loss has another scale, and its rates have fallen on no plateau; the best is the run's. */
    @Test
    void theNextStageBeginsAnewButForTheBest() {
        assertThat(WITHIN.nextStage()).isEqualTo(new RunState(120, 2, 0, Plateau.START, LossScale.START, 0.75, 110));
    }

    @Test
    void isReadAsItWasWritten() throws IOException {
        for (RunState state : new RunState[] {RunState.START, WITHIN, RunState.atStep(5, 2, 5)}) {
            Checkpoint.in(folder, state).writeState(new Disk());

            assertThat(Checkpoint.read(folder).state()).isEqualTo(state);
        }
    }

    /** Runs are trained for days: one that an older program began must go on. */
    @Test
    void theNamesInTheFileStayAsTheyAre() throws IOException {
        Files.writeString(folder.resolve("state.json"), """
                {
                  "step" : 120,
                  "stage" : 1,
                  "stepOfStage" : 20,
                  "plateau" : {"best" : 0.25, "epochsSinceBest" : 2, "epochsSinceBestOrReduction" : 1, "factor" : 0.75},
                  "lossScale" : {"value" : 512.0, "stepsSinceChange" : 7},
                  "best" : 0.75,
                  "bestStep" : 110
                }
                """);

        Checkpoint read = Checkpoint.read(folder);

        assertThat(read.state()).isEqualTo(WITHIN);
        assertThat(read.data()).isEqualTo(folder.resolve("variables.data-00000-of-00001"));
    }
}

package io.facegate.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegate.training.checkpoint.LossScale;
import io.facegate.training.checkpoint.RunState;
import io.facegate.training.configuration.Overrides;
import io.facegate.training.configuration.SettingsReader;
import io.facegate.training.schedule.Plateau;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of a stage whose epochs have four steps. */
class StepScheduleTest {
    private static final int STEPS = 4;

    private static StepSchedule schedule(String stage) throws IOException {
        RunSettings settings = new SettingsReader()
                .read(
                        null,
                        new Overrides(
                                null,
                                List.of(Path.of("a")),
                                List.of(Path.of("b")),
                                List.of("start=models/trained", "stages=[" + stage + "]")));
        return new StepSchedule(settings.stages().get(0), STEPS);
    }

    /** After so many steps of the stage, which began at step 100 of the run. */
    private static RunState state(long stepOfStage) {
        return RunState.atStep(100 + stepOfStage, 0, stepOfStage);
    }

    @Test
    void anEpochIsSoManySteps() throws IOException {
        StepSchedule schedule = schedule("{}");

        assertThat(schedule.epoch(state(0))).isZero();
        assertThat(schedule.epoch(state(STEPS - 1))).isZero();
        assertThat(schedule.epoch(state(STEPS))).isEqualTo(1);
        StepSettings ninth = schedule.next(state(9), false);
        assertThat(ninth.epoch()).isEqualTo(2);
        assertThat(ninth.step()).isEqualTo(109);
        assertThat(ninth.stepOfStage()).isEqualTo(9);
    }

    @Test
    void theRateRisesWithEveryStepOfTheWarmUpAndTheFirstStepIsNoneAtRest() throws IOException {
        StepSchedule schedule = schedule("{rates: {backbone: 0.1, head: 0.2, warmUpEpochs: 2}}");

        for (int step = 0; step < 2 * STEPS; step++) {
            double share = (step + 1.0) / (2 * STEPS);
            assertThat(schedule.next(state(step), false).backboneRate()).isCloseTo(0.1 * share, within(1e-12));
            assertThat(schedule.next(state(step), false).headRate()).isCloseTo(0.2 * share, within(1e-12));
        }
        assertThat(schedule.next(state(2 * STEPS), false).headRate()).isEqualTo(0.2);
    }

    @Test
    void theMarginStaysTheSameWithinAnEpoch() throws IOException {
        StepSchedule schedule =
                schedule("{margin: {kind: linear, points: [{epoch: 0, value: 1.0}, {epoch: 2, value: 0.5}]}}");

        for (int step = 0; step < 3 * STEPS; step++) {
            double expected = List.of(1.0, 0.75, 0.5).get(step / STEPS);
            assertThat(schedule.next(state(step), false).margin())
                    .as("step %d", step)
                    .isCloseTo(expected, within(1e-12));
        }
    }

    @Test
    void theBackboneHasNoRateWhereOnlyTheHeadIsTrained() throws IOException {
        String rates = "rates: {backbone: 0.1, head: 0.2, warmUpEpochs: 0}";

        assertThat(schedule("{trainedParts: head, %s}".formatted(rates)).next(state(0), false))
                .satisfies(settings -> {
                    assertThat(settings.backboneRate()).isZero();
                    assertThat(settings.headRate()).isEqualTo(0.2);
                });
        assertThat(schedule("{trainedParts: last-stage-and-head, %s}".formatted(rates))
                        .next(state(0), false)
                        .backboneRate())
                .isEqualTo(0.1);
    }

    @Test
    void aPlateauLowersBothRates() throws IOException {
        RunState lowered = state(0).withPlateau(new Plateau(0.5, 4, 1, 0.25));

        StepSettings settings =
                schedule("{rates: {backbone: 0.4, head: 0.8, warmUpEpochs: 0}}").next(lowered, false);

        assertThat(settings.backboneRate()).isCloseTo(0.1, within(1e-12));
        assertThat(settings.headRate()).isCloseTo(0.2, within(1e-12));
    }

    @Test
    void onlyAScaledLossIsScaled() throws IOException {
        StepSchedule schedule = schedule("{}");
        RunState state = RunState.START.afterStep(new LossScale(64, 3));

        assertThat(schedule.next(state, false).lossScale()).isEqualTo(1);
        assertThat(schedule.next(state, true).lossScale()).isEqualTo(64);
    }
}

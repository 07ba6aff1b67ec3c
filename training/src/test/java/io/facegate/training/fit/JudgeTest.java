package io.facegate.training.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.training.checkpoint.LossScale;
import io.facegate.training.checkpoint.RunState;
import io.facegate.training.configuration.Overrides;
import io.facegate.training.configuration.SettingsReader;
import io.facegate.training.schedule.Plateau;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures of a validation, and what a run makes of them. */
class JudgeTest {
    private static final int STEPS = 10;

    private static Judge judge(String metric, String stages) throws IOException {
        RunSettings settings = new SettingsReader()
                .read(
                        null,
                        new Overrides(
                                null,
                                List.of(Path.of("a")),
                                List.of(Path.of("b")),
                                List.of("validation.metric=" + metric, "stages=" + stages)));
        return new Judge(settings, stage -> stage.faceSize() == null ? 112 : stage.faceSize());
    }

    private static Validation.Result result(double loss, double auc, double accepted) {
        return new Validation.Result(
                loss,
                auc,
                accepted,
                new ValidatedPictures(new int[0], List.of(), new float[0][], new float[0], List.of()));
    }

    /** The verdicts of the epochs of a stage, by their AUC. */
    private static Judge.Verdict after(Judge judge, RunState from, double... aucs) {
        Judge.Verdict verdict = new Judge.Verdict(from, false, false);
        for (int epoch = 0; epoch < aucs.length; epoch++) {
            verdict = judge.of(epoch(verdict.state()), epoch, result(1, aucs[epoch], 0));
        }
        return verdict;
    }

    private static RunState epoch(RunState state) {
        RunState done = state;
        for (int step = 0; step < STEPS; step++) {
            done = done.afterStep(done.lossScale());
        }
        return done;
    }

    @ParameterizedTest
    @CsvSource({
        // what got better: loss, AUC, accepted
        "validation-loss, 0.4, 0.8, 0.5, true",
        "validation-loss, 0.6, 0.95, 0.7, false",
        "validation-auc, 0.6, 0.95, 0.5, true",
        "validation-auc, 0.4, 0.8, 0.7, false",
        "tar-at-far, 0.6, 0.8, 0.7, true",
        "tar-at-far, 0.4, 0.95, 0.5, false"
    })
    void theBestIsByTheChosenFigureAlone(String metric, double loss, double auc, double accepted, boolean best)
            throws IOException {
        Judge judge = judge(metric, "[{epochs: 9}]");
        Judge.Verdict first = judge.of(epoch(RunState.START), 0, result(0.5, 0.9, 0.6));

        Judge.Verdict second = judge.of(epoch(first.state()), 1, result(loss, auc, accepted));

        assertThat(first.best()).as("the first is the best so far").isTrue();
        assertThat(second.best()).isEqualTo(best);
        assertThat(second.state().bestStep()).isEqualTo(best ? 2 * STEPS : STEPS);
        assertThat(second.last()).isFalse();
    }

    @Test
    void anEqualOneIsNoBetter() throws IOException {
        Judge.Verdict verdict = after(judge("validation-auc", "[{epochs: 9}]"), RunState.START, 0.9, 0.9);

        assertThat(verdict.best()).isFalse();
        assertThat(verdict.state().bestStep()).isEqualTo(STEPS);
        assertThat(verdict.state().best()).isEqualTo(0.9);
    }

    /** The best may be better by a hair; a plateau is left by the least improvement only. */
    @Test
    void theBestNeedsNoLeastImprovementButThePlateauDoes() throws IOException {
        Judge judge = judge("validation-auc", "[{epochs: 9, plateau: {leastImprovement: 0.1, patience: 1}}]");

        Judge.Verdict verdict = after(judge, RunState.START, 0.80, 0.85);

        assertThat(verdict.best()).isTrue();
        assertThat(verdict.state().plateau().epochsSinceBest()).isEqualTo(1);
        assertThat(verdict.state().plateau().factor()).isEqualTo(0.75);
    }

    @Test
    void aStageEndsWithItsLastEpochAndTheNextBeginsAnew() throws IOException {
        Judge judge = judge("validation-auc", "[{epochs: 2}, {epochs: 2}]");
        RunState scaled = RunState.START.afterStep(new LossScale(4, 9));

        Judge.Verdict verdict = after(judge, scaled, 0.7, 0.8);

        assertThat(verdict.last()).isTrue();
        RunState next = verdict.state();
        assertThat(next.stage()).isEqualTo(1);
        assertThat(next.stepOfStage()).isZero();
        assertThat(next.step()).isEqualTo(2 * STEPS + 1);
        assertThat(next.plateau()).isEqualTo(Plateau.START);
        assertThat(next.lossScale()).isEqualTo(LossScale.START);
        assertThat(next.best()).isEqualTo(0.8);
    }

    @Test
    void itStopsEarlyAfterItsPatienceButNotBeforeItMay() throws IOException {
        String stage = "[{epochs: 99, earlyStopping: {patience: 2, fromEpoch: %d}}]";
        Judge atOnce = judge("validation-auc", stage.formatted(0));
        Judge late = judge("validation-auc", stage.formatted(5));

        assertThat(after(atOnce, RunState.START, 0.9, 0.9).last()).isFalse();
        assertThat(after(atOnce, RunState.START, 0.9, 0.9, 0.9).last()).isTrue();
        assertThat(after(atOnce, RunState.START, 0.9, 0.9, 0.95, 0.9).last())
                .as("it got better in between")
                .isFalse();
        assertThat(after(late, RunState.START, 0.9, 0.9, 0.9, 0.9, 0.9).last()).isFalse();
        assertThat(after(late, RunState.START, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9).last())
                .isTrue();
    }

    @Test
    void anUndefinedFigureIsNeverBetterAndAnyOtherIsBetterThanIt() throws IOException {
        Judge judge = judge("validation-loss", "[{epochs: 9}]");
        Judge.Verdict first = judge.of(epoch(RunState.START), 0, result(0.5, 0.9, 0.6));

        Judge.Verdict undefined = judge.of(epoch(first.state()), 1, result(Double.NaN, 0.99, 0.99));

        assertThat(undefined.best()).isFalse();
        assertThat(undefined.state().plateau().epochsSinceBest()).isEqualTo(1);
        Judge.Verdict undefinedFirst = judge.of(epoch(RunState.START), 0, result(Double.NaN, 0.9, 0.6));
        assertThat(judge.of(epoch(undefinedFirst.state()), 1, result(7, 0.9, 0.6))
                        .best())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        // of the second stage: its face size and width, whether a worse figure in its first epoch is the best
        "validation-auc, null, 0.5, false",
        "validation-auc, 56, 0.5, true",
        "validation-auc, null, null, true",
        "tar-at-far, null, 0.5, false",
        "validation-loss, null, 0.5, true"
    })
    void aLaterStageHasTheBestWhereItsFiguresAreOfAnotherKind(
            String metric, String faceSize, String width, boolean best) throws IOException {
        Judge judge = judge(
                metric, "[{epochs: 1, width: 0.5}, {epochs: 9, faceSize: %s, width: %s}]".formatted(faceSize, width));
        Judge.Verdict first = judge.of(epoch(RunState.START), 0, result(0.1, 0.9, 0.9));

        Judge.Verdict second = judge.of(epoch(first.state()), 0, result(0.9, 0.1, 0.1));
        Judge.Verdict third = judge.of(epoch(second.state()), 1, result(1.5, 0.05, 0.05));

        assertThat(second.best()).isEqualTo(best);
        assertThat(third.best()).as("within the stage it is compared").isFalse();
    }
}

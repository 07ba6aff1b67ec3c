package io.facegate.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.facegate.training.TrainingException;
import io.facegate.training.checkpoint.Checkpoints;
import io.facegate.training.checkpoint.LossScale;
import io.facegate.training.checkpoint.RunFolder;
import io.facegate.training.checkpoint.RunState;
import io.facegate.training.checkpoint.TrainedNetwork;
import io.facegate.training.dataset.CropGeometry;
import io.facegate.training.network.ResNet50;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.ndarray.Shape;

class FitterTest {
    private static final String TWO_STAGES = """
            precision: float32
            threads: 1
            checkpointSteps: 4
            stages:
              - name: softmax
                epochs: 6
                loss: {kind: softmax, scale: 8}
                sampler: {kind: pictures, batch: 16}
                rates: {backbone: 0.02, head: 0.02}
              - name: hybrid
                epochs: 3
                loss: {kind: hybrid-triplet}
                sampler: {kind: identities, people: 4, picturesEach: 3}
                rates: {backbone: 0.01, head: 0.01}
            """;

    @TempDir
    private static Path data;

    @TempDir
    private Path folder;

    private static FaceColours faces;

    @BeforeAll
    static void prepare() throws IOException {
        faces = FaceColours.in(data);
    }

    @Test
    void learnsToTellPeopleApartThatItHasNeverSeen() throws IOException {
        RecordedRun run = RecordedRun.of(faces, faces.settings(TWO_STAGES), folder);

        double first = run.step(0).loss();
        List<RunListener.Epoch> epochs = run.epochs;
        assertThat(epochs).hasSize(9);
        assertThat(run.steps).hasSize(6 * 3 + 3 * 4);
        assertThat(run.step(17).loss()).isLessThan(first / 2);
        assertThat(epochs.get(8).validationAuc()).isGreaterThan(0.95);
        assertThat(epochs.stream().filter(RunListener.Epoch::best)).isNotEmpty();
        RunState state = RunFolder.checkpoints(folder).last().orElseThrow().state();
        assertThat(state.stage()).isEqualTo(2);
        assertThat(state.step()).isEqualTo(30);
    }

    @Test
    void theBestIsOfTheSizeOfTheLastStage() throws IOException {
        FaceColours large = FaceColours.in(folder.resolve("large"), new CropGeometry(48, 4));
        String rest = TWO_STAGES.substring(0, TWO_STAGES.indexOf("stages:"));

        RecordedRun run = RecordedRun.of(large, large.settings(rest + """
                stages:
                  - name: small
                    faceSize: 32
                    epochs: 6
                    loss: {kind: softmax, scale: 8}
                    sampler: {kind: pictures, batch: 16}
                    rates: {backbone: 0.02, head: 0.02}
                  - name: whole
                    epochs: 1
                    loss: {kind: softmax, scale: 8}
                    sampler: {kind: pictures, batch: 16}
                    rates: {backbone: 0, head: 0}
                """), folder.resolve("checkpoints"));

        RunListener.Epoch whole = run.epochs.get(6);
        assertThat(whole.best()).isTrue();
        assertThat(RunFolder.checkpoints(folder.resolve("checkpoints"))
                        .best()
                        .orElseThrow()
                        .state()
                        .bestStep())
                .isEqualTo(whole.step());
    }

    private static final String WIDENED = """
            precision: float32
            threads: 1
            network: {width: 0.25}
            stages:
              - name: narrow
                epochs: 3
                loss: {kind: softmax, scale: 8}
                sampler: {kind: pictures, batch: 16}
                rates: {backbone: 0.02, head: 0.02}
              - name: wide
                width: 1
                epochs: 3
                loss: {kind: softmax, scale: 8}
                sampler: {kind: pictures, batch: 16}
                rates: {backbone: %1$s, head: %1$s}
            """;

    @Test
    void aWiderStageBeginsAsTheNarrowOneWas() throws IOException {
        RecordedRun run = RecordedRun.of(faces, faces.settings(WIDENED.formatted(0)), folder);

        RunListener.Epoch narrow = run.epochs.get(2);
        RunListener.Epoch wide = run.epochs.get(3);
        assertThat(wide.validationAuc()).isCloseTo(narrow.validationAuc(), within(1e-3));
        assertThat(wide.best()).as("the run is to make a wide network").isTrue();
        RunState best = RunFolder.checkpoints(folder).best().orElseThrow().state();
        assertThat(faces.settings(WIDENED.formatted(0)).network(best)).isEqualTo(new ResNet50(512, 0.3f, 1));
    }

    @Test
    void aWidenedNetworkLearnsOnWithMoreThanItHad() throws IOException {
        RunSettings settings = faces.settings(WIDENED.formatted(0.02));
        RecordedRun run = RecordedRun.of(faces, settings, folder);

        assertThat(run.epochs.get(5).validationAuc())
                .isGreaterThanOrEqualTo(run.epochs.get(2).validationAuc());
        float[] stem = new TrainedNetwork.OfCheckpoint(
                        RunFolder.checkpoints(folder).last().orElseThrow().variables())
                .read("stem/kernel", Shape.of(3, 3, 3, 4));
        assertThat(stem[0]).as("copies don't stay copies").isNotEqualTo(stem[1]);
    }

    @Test
    void aRunThatBreaksOffAtItsWideningGoesOnAsIfItHadNot() throws IOException {
        RunSettings settings = faces.settings(WIDENED.formatted(0.02));
        RecordedRun whole = RecordedRun.of(faces, settings, folder.resolve("whole"));

        Path broken = folder.resolve("broken");
        RecordedRun part = new RecordedRun();
        assertThatThrownBy(() -> part.fit(faces, settings, broken, part.breakingOffAfter(9)))
                .hasMessage("broken off");
        part.fit(faces, settings, broken, part);

        assertThat(part.resumption).isEqualTo(new Resumption(9, true, List.of()));
        assertThat(part.losses()).isEqualTo(whole.losses());
    }

    @Test
    void theSameSeedGivesTheSameRun() throws IOException {
        RunSettings settings = faces.settings(TWO_STAGES);

        RecordedRun one = RecordedRun.of(faces, settings, folder.resolve("one"));
        RecordedRun other = RecordedRun.of(faces, settings, folder.resolve("other"));

        assertThat(one.losses()).isEqualTo(other.losses());
        assertThat(one.epochs).isEqualTo(other.epochs);
    }

    @Test
    void aRunThatBreaksOffGoesOnAsIfItHadNot() throws IOException {
        RunSettings settings = faces.settings(TWO_STAGES);
        RecordedRun whole = RecordedRun.of(faces, settings, folder.resolve("whole"));

        Path broken = folder.resolve("broken");
        RecordedRun part = new RecordedRun();
        // once within an epoch of the first stage, once within the second stage
        for (long lastStep : new long[] {7, 22}) {
            assertThatThrownBy(() -> part.fit(faces, settings, broken, part.breakingOffAfter(lastStep)))
                    .hasMessage("broken off");
        }
        part.fit(faces, settings, broken, part);

        assertThat(part.losses()).isEqualTo(whole.losses());
        assertThat(part.epochs.get(part.epochs.size() - 1)).isEqualTo(whole.epochs.get(whole.epochs.size() - 1));
    }

    @Test
    void aRunWithoutAWholeCheckpointIsNotBegunAnew() throws IOException {
        RunSettings settings = faces.settings(TWO_STAGES);
        Path damaged = folder.resolve("checkpoints");
        RecordedRun part = new RecordedRun();
        assertThatThrownBy(() -> part.fit(faces, settings, damaged, part.breakingOffAfter(1)))
                .hasMessage("broken off");
        assertThat(part.resumption).isEqualTo(new Resumption(0, false, List.of()));
        Files.delete(damaged.resolve("checkpoints/step-000000000/state.json"));

        assertThatThrownBy(() -> RecordedRun.of(faces, settings, damaged))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("state.json is missing")
                .hasMessageContaining("--begin-anew");
    }

    @Test
    void goesOnFromAnOlderCheckpointWhereTheNewestIsDamaged() throws IOException {
        RunSettings settings = faces.settings(TWO_STAGES);
        RecordedRun whole = RecordedRun.of(faces, settings, folder.resolve("whole"));
        Path broken = folder.resolve("broken");
        RecordedRun part = new RecordedRun();
        assertThatThrownBy(() -> part.fit(faces, settings, broken, part.breakingOffAfter(25)))
                .hasMessage("broken off");
        Checkpoints checkpoints = RunFolder.checkpoints(broken);
        long best = checkpoints.best().orElseThrow().state().step();
        Path newest = checkpoints.last().orElseThrow().data();
        assertThat(best).isLessThan(24);
        byte[] values = Files.readAllBytes(newest);
        values[values.length / 2] ^= 1;
        Files.write(newest, values);

        part.fit(faces, settings, broken, part);

        assertThat(part.resumption).satisfies(resumption -> {
            assertThat(resumption.step()).isEqualTo(best);
            assertThat(resumption.message()).contains("after step " + best, "step-000000024", "checksum");
        });
        assertThat(part.losses()).isEqualTo(whole.losses());
    }

    @Test
    void aStageThatStoppedEarlyIsOverAfterAKillToo() throws IOException {
        RunSettings settings = faces.settings("""
                precision: float32
                threads: 1
                stages:
                  - epochs: 20
                    loss: {kind: triplet}
                    sampler: {kind: identities, people: 4, picturesEach: 3}
                    rates: {backbone: 0, head: 0}
                    plateau: {leastImprovement: 10}
                    earlyStopping: {patience: 1, fromEpoch: 1}
                  - epochs: 1
                    loss: {kind: triplet}
                    sampler: {kind: identities, people: 4, picturesEach: 3}
                """);
        RecordedRun part = new RecordedRun();
        assertThatThrownBy(() -> part.fit(faces, settings, folder, part.breakingOffAfter(8)))
                .hasMessage("broken off");
        assertThat(part.step(8).stepOfEpoch()).as("of the second stage").isZero();

        part.fit(faces, settings, folder, part);

        assertThat(part.steps).hasSize(12);
        assertThat(part.epochs).hasSize(1);
    }

    private static final String DISTILLATION = """
            precision: float32
            threads: 1
            augmentation: {flip: true, crop: 0, rotation: 0, translation: 0, scale: 0, brightness: 0, contrast: 0, saturation: 0}
            stages:
              - epochs: 10
                faceSize: 32
                loss: {kind: distillation, projection: true}
                sampler: {kind: pictures, batch: 16}
                rates: {backbone: 0.01, head: 0.01}
                earlyStopping: {patience: 100}
            """;

    @Test
    void learnsWhatATeacherSaidBefore() throws IOException {
        FaceColours taught = faces.taught();

        RecordedRun run = RecordedRun.of(taught, taught.settings(DISTILLATION), folder);

        assertThat(run.epochs.get(9).validationLoss())
                .isLessThan(run.epochs.get(0).validationLoss() / 2);
    }

    @Test
    void hasNothingToLearnFromWithoutATeacher() throws IOException {
        RunSettings settings = faces.settings(DISTILLATION);

        assertThatThrownBy(() -> RecordedRun.of(faces, settings, folder))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("./facegate teach");
    }

    @Test
    void makesNoFacesLarger() throws IOException {
        FaceColours taught = faces.taught();
        RunSettings settings = taught.settings(DISTILLATION.replace("faceSize: 32", "faceSize: 33"));

        assertThatThrownBy(() -> RecordedRun.of(taught, settings, folder))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("33");
    }

    @Test
    void aFinishedRunIsNotRunAgain() throws IOException {
        RunSettings settings = faces.settings(TWO_STAGES);
        RecordedRun.of(faces, settings, folder);

        assertThat(RecordedRun.of(faces, settings, folder).steps).isEmpty();
    }

    @Test
    void warmsUpAndDecays() throws IOException {
        RecordedRun run = RecordedRun.of(faces, faces.settings("""
                        precision: float32
                        stages:
                          - epochs: 4
                            loss: {kind: batch-hard}
                            sampler: {kind: triplets, batch: 5, perEpoch: 20}
                            rates:
                              backbone: 0.001
                              head: 0.002
                              warmUpEpochs: 1
                              decay: {kind: cosine, from: 1, to: 0, epochs: 4}
                        """), folder);

        assertThat(run.steps).hasSize(16);
        assertThat(run.step(0).headRate()).isLessThan(run.step(3).headRate());
        assertThat(run.step(15).headRate()).isCloseTo(0, within(1e-9));
        run.steps.values().forEach(step -> assertThat(step.headRate())
                .isCloseTo(2 * step.backboneRate(), within(1e-12)));
    }

    @Test
    void stopsEarlyWhenTheValidationLossNoLongerFalls() throws IOException {
        RecordedRun run = RecordedRun.of(faces, faces.settings("""
                        precision: float32
                        stages:
                          - epochs: 20
                            loss: {kind: triplet}
                            sampler: {kind: identities, people: 4, picturesEach: 3}
                            rates: {backbone: 0, head: 0}
                            margin: {kind: constant, value: 0.5}
                            plateau: {leastImprovement: 0.1, patience: 2, reduction: 0.5}
                            earlyStopping: {patience: 3, fromEpoch: 4}
                        """), folder);

        assertThat(run.epochs).hasSize(5);
    }

    @Test
    void stopsWithAdviceWhenTheLossIsNoNumber() throws IOException {
        RunSettings settings = faces.settings("""
                precision: float32
                stages:
                  - epochs: 5
                    loss: {kind: softmax, scale: 3.0e38}
                    sampler: {kind: pictures, batch: 16}
                    rates: {backbone: 0.02, head: 0.02}
                """);

        assertThatThrownBy(() -> RecordedRun.of(faces, settings, folder))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("step 0")
                .hasMessageContaining("Maybe lower rates.backbone");
    }

    /** A scaled gradient that overflows changes nothing, and the next one is scaled less. */
    @Test
    void inFloat16AnOverflowHalvesTheLossScaleAndTheRunGoesOn() throws IOException {
        RunSettings settings = faces.settings("""
                precision: float16
                threads: 1
                stages:
                  - epochs: 2
                    loss: {kind: softmax, scale: 1.0e+36}
                    sampler: {kind: pictures, batch: 16}
                    rates: {backbone: 0.02, head: 0.02}
                """);

        RecordedRun part = new RecordedRun();
        assertThatThrownBy(() -> part.fit(faces, settings, folder, part.breakingOffAfter(3)))
                .hasMessage("broken off");

        assertThat(part.steps.values())
                .hasSize(4)
                .allSatisfy(step -> assertThat(step.gradientNorm()).isNotFinite())
                .allSatisfy(step -> assertThat(step.loss()).isFinite());
        RunState saved = RunFolder.checkpoints(folder).last().orElseThrow().state();
        assertThat(saved.step()).isEqualTo(3);
        assertThat(saved.lossScale()).isEqualTo(new LossScale(LossScale.START.value() / 8, 0));
    }

    @Test
    void theSameOverflowEndsARunThatIsNotScaled() throws IOException {
        RunSettings settings = faces.settings("""
                precision: float32
                threads: 1
                stages:
                  - name: exploding
                    epochs: 2
                    loss: {kind: softmax, scale: 1.0e+36}
                    sampler: {kind: pictures, batch: 16}
                    rates: {backbone: 0.02, head: 0.03, warmUpEpochs: 2}
                """);

        RecordedRun part = new RecordedRun();
        assertThatThrownBy(() -> part.fit(faces, settings, folder, part))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("at step 0, epoch 0 of stage exploding. The last checkpoint is as it was.")
                .hasMessageContaining("rates.backbone (0.02) and rates.head (0.03), raise rates.warmUpEpochs (2.0)");
        assertThat(part.steps).isEmpty();
        assertThat(RunFolder.checkpoints(folder).last().orElseThrow().state()).isEqualTo(RunState.START);
    }

    @Test
    void aRunThatIsStoppedBeforeItsFirstStepHasNothingToSave() throws IOException {
        RecordedRun run = new RecordedRun();

        assertThat(run.fit(faces, faces.settings(TWO_STAGES), folder, run, () -> true))
                .isEqualTo(Fitter.Outcome.STOPPED);

        assertThat(run.resumption).isEqualTo(new Resumption(0, false, List.of()));
        assertThat(run.steps).isEmpty();
        assertThat(folder.resolve("checkpoints")).doesNotExist();
    }

    /** Within an epoch, with its end, with the end of a stage, and with that of the run. */
    @ParameterizedTest
    @ValueSource(ints = {5, 6, 18, 30})
    void aRunThatIsAskedToStopSavesTheStepAndGoesOn(int lastStep) throws IOException {
        RunSettings settings = faces.settings(TWO_STAGES);
        RecordedRun run = new RecordedRun();

        Fitter.Outcome outcome = run.fit(faces, settings, folder, run, () -> run.steps.size() >= lastStep);

        assertThat(outcome).isEqualTo(lastStep == 30 ? Fitter.Outcome.FINISHED : Fitter.Outcome.STOPPED);
        assertThat(run.steps).hasSize(lastStep);
        RunState saved = RunFolder.checkpoints(folder).last().orElseThrow().state();
        assertThat(saved.step()).isEqualTo(lastStep);
        assertThat(saved.stage()).isEqualTo(lastStep == 30 ? 2 : lastStep == 18 ? 1 : 0);
        RecordedRun rest = RecordedRun.of(faces, settings, folder);
        assertThat(rest.steps).hasSize(30 - lastStep);
        assertThat(Objects.requireNonNull(rest.resumption).step()).isEqualTo(lastStep);
    }

    /** What the margin, the rates and the epochs of a stage are when it is taken up in its middle. */
    @Test
    void aRunThatGoesOnTellsTheSameOfEachStep() throws IOException {
        RunSettings settings = faces.settings(TWO_STAGES);
        RecordedRun whole = RecordedRun.of(faces, settings, folder.resolve("whole"));
        RecordedRun part = new RecordedRun();
        assertThatThrownBy(() -> part.fit(faces, settings, folder.resolve("part"), part.breakingOffAfter(21)))
                .hasMessage("broken off");

        part.fit(faces, settings, folder.resolve("part"), part);

        assertThat(part.steps).isEqualTo(whole.steps);
        assertThat(whole.step(17).stage()).isEqualTo("softmax");
        assertThat(whole.step(17).margin()).as("softmax has none").isNull();
        assertThat(whole.step(18).stage()).isEqualTo("hybrid");
        assertThat(whole.step(18).margin()).isEqualTo(1.0);
        assertThat(whole.step(18).stepOfEpoch()).isZero();
        assertThat(whole.step(21).stepsPerEpoch()).isEqualTo(4);
        assertThat(whole.step(22).epoch()).isEqualTo(1);
    }
}

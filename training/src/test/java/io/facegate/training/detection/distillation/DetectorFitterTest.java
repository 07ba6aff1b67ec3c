package io.facegate.training.detection.distillation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.training.TrainingException;
import io.facegate.training.detection.BrightFaces;
import io.facegate.training.export.ModelExporter;
import io.facegate.training.fit.Resumption;
import io.facegate.training.fit.StopSignal;
import io.facegate.training.network.Initializer;
import io.facegate.training.network.Parameters;
import io.facegate.training.tracking.Ancestor;
import io.facegate.vision.model.Licence;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelFiles;
import io.facegate.vision.model.ModelStore;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.EagerSession;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A run of very few steps, by a teacher that takes what is bright for a face, and the model that comes of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DetectorFitterTest {
    private static final Parameters BRIGHT = new BrightFaces(8);
    private static final Map<Stage, Parameters> TEACHER =
            Map.of(Stage.PROPOSAL, BRIGHT, Stage.REFINEMENT, BRIGHT, Stage.OUTPUT, BRIGHT);
    private static final Ancestor ANCESTOR = new Ancestor(Ancestor.Role.TEACHER, "bright", new Licence("MIT", "none"));

    private static final String SETTINGS = """
            threads: 1
            warmUpSteps: 1
            checkpointSteps: 100
            validationSteps: 3
            validationScenes: 2
            proposal: {steps: 7, scene: {side: 64}}
            refinement: {steps: 2, crops: 8, scene: {side: 64}}
            output: {steps: 2, crops: 8, scene: {side: 64}}
            landmarks: {steps: 3, crops: 6, faces: 2, cropsOfAFace: 6}
            """;

    /** Everything that it is told. */
    private static final class Recorder implements DetectorListener {
        final List<String> started = new ArrayList<>();
        final List<Step> steps = new ArrayList<>();
        final List<Validation> validations = new ArrayList<>();

        @Override
        public void started(Stage stage, Resumption resumption) {
            started.add(stage.label() + ": " + resumption.message());
        }

        @Override
        public void stepDone(Step step) {
            steps.add(step);
        }

        @Override
        public void validated(Validation validation) {
            validations.add(validation);
        }
    }

    @TempDir
    static Path folder;

    private final Recorder finished = new Recorder();
    private List<Path> pictures = List.of();

    @BeforeAll
    void train() throws IOException {
        pictures = PaintedPictures.write(folder.resolve("pictures"), Color.WHITE, Color.BLACK, Color.RED);
        assertThat(run("run", SETTINGS, finished)).isEqualTo(DetectorFitter.Outcome.FINISHED);
    }

    private DetectorSettings settings(String yaml) throws IOException {
        return DetectorSettings.read(Files.writeString(folder.resolve("settings.yaml"), yaml));
    }

    private DetectorFitter.Outcome run(String name, String yaml, DetectorListener listener) throws IOException {
        try (StopSignal stop = new StopSignal()) {
            return new DetectorFitter(settings(yaml), TEACHER, pictures, pictures, folder.resolve(name), listener)
                    .run(stop);
        }
    }

    @Test
    void theNetworksAreTrainedOneAfterTheOther() {
        assertThat(finished.started)
                .containsExactly(
                        "proposal: Begins at step 0.",
                        "refinement: Begins at step 0.",
                        "output: Begins at step 0.",
                        "landmarks: Begins at step 0.");
        assertThat(finished.steps).extracting(DetectorListener.Step::stage).isSorted();
        assertThat(finished.steps)
                .extracting(DetectorListener.Step::stepOfRun)
                .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L);
        assertThat(finished.steps.get(8).step()).as("of its own stage").isEqualTo(1);
        assertThat(finished.steps.get(8).steps()).isEqualTo(2);
    }

    @Test
    void theRateRisesAndFallsToNothing() {
        List<Double> rates = finished.steps.stream()
                .filter(step -> step.stage() == Stage.PROPOSAL)
                .map(DetectorListener.Step::rate)
                .toList();

        assertThat(rates.get(6)).isLessThan(1e-9);
        for (int step = 1; step < 7; step++) {
            assertThat(rates.get(step)).isLessThan(rates.get(step - 1));
        }
    }

    @Test
    void isValidatedNowAndThenAndAtTheEndOfEachStage() {
        assertThat(finished.validations)
                .extracting(validation -> validation.stage().label() + " " + validation.step())
                .containsExactly("proposal 3", "proposal 6", "proposal 7", "refinement 2", "output 2", "landmarks 3");
        assertThat(finished.validations).allSatisfy(validation -> {
            assertThat(validation.loss()).isPositive();
            assertThat(validation.missed()).isBetween(0.0, 1.0);
            assertThat(validation.faces()).isNotNegative();
        });
        assertThat(finished.validations.get(4).stepOfRun()).isEqualTo(11);
        assertThat(finished.validations.get(0).landmarkError())
                .as("without landmarks")
                .isZero();
    }

    @Test
    void whatIsFinishedIsNotTrainedAgain() throws IOException {
        Recorder again = new Recorder();

        assertThat(run("run", SETTINGS, again)).isEqualTo(DetectorFitter.Outcome.FINISHED);

        assertThat(again.started).isEmpty();
        assertThat(again.steps).isEmpty();
    }

    @Test
    void aLossThatIsNoNumberEndsTheRunAndIsSaid() {
        String absurd = SETTINGS.replace("proposal: {steps: 7,", "proposal: {steps: 7, rate: 1.0e+30,");

        assertThatThrownBy(() -> run("absurd", absurd, new Recorder()))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("of the proposal network is")
                .hasMessageContaining("Maybe lower its rate.");
    }

    @Test
    void aRunWithoutANetworkHasNothingToExport() {
        assertThatThrownBy(() -> DetectorFitter.trained(folder.resolve("nothing"), Stage.OUTPUT))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("has no output network yet");
    }

    private ModelDescriptor export(String name, float lowered) throws IOException {
        return export("run", SETTINGS, name, lowered);
    }

    private ModelDescriptor export(String run, String yaml, String name, float lowered) throws IOException {
        DetectorRun record = new DetectorRun(
                Instant.parse("2026-01-01T00:00:00Z"),
                "a revision",
                "a machine",
                new DetectorRun.Data(3, "cafe"),
                new DetectorRun.Data(2, "beef"),
                Map.of("det1.npy", "0123"),
                StartingDetector.fingerprint(settings(yaml).start()),
                settings(yaml));
        return new DetectorExport(
                        new ModelExporter(folder.resolve("models")), lowered, ANCESTOR, new Licence("own", "drawn"))
                .export(folder.resolve(run), record, name);
    }

    @Test
    void itsModelSaysWhatItWasMadeOf() throws IOException {
        ModelDescriptor model = export("said", 0.4f);

        assertThat(model.licence()).isEqualTo(new Licence("own", "drawn"));
        assertThat(model.provenance().by()).isEqualTo("facegate train detector");
        assertThat(model.provenance().source())
                .containsEntry("training data", "cafe")
                .containsEntry("validation data", "beef")
                .containsEntry("teacher det1.npy", "0123")
                .containsEntry(
                        "checkpoint output",
                        ModelFiles.sha256(DetectorFitter.lastCheckpoint(folder.resolve("run"), Stage.OUTPUT)
                                .data()));
        assertThat(model.provenance().settings())
                .containsEntry("teacher", "bright")
                .containsEntry("steps proposal", "7")
                .containsEntry("training pictures", "3")
                .containsEntry("face score lowered by", "0.4")
                .containsEntry("revision", "a revision")
                .containsEntry("hardware", "a machine")
                .containsEntry("started", "2026-01-01T00:00:00Z");
        new ModelStore(folder.resolve("models")).verify(model);
    }

    /** In the model they have names that three networks share. */
    @Test
    void aRunGoesOnFromAModelAndLeavesNetworksWithoutStepsAsTheyAre() throws IOException {
        ModelDescriptor first = export("first", 0.4f);
        Path start = folder.resolve("models").resolve(first.id().value());
        Map<Stage, Parameters> before = StartingDetector.read(start);
        String yaml = """
                start: %s
                threads: 1
                warmUpSteps: 1
                validationScenes: 2
                proposal: {steps: 0}
                refinement: {steps: 0}
                output: {steps: 0}
                landmarks: {steps: 1, rate: 1.0e-9, crops: 6, faces: 2, cropsOfAFace: 6}
                """.formatted(start);
        Recorder recorder = new Recorder();

        assertThat(run("second", yaml, recorder)).isEqualTo(DetectorFitter.Outcome.FINISHED);
        ModelDescriptor second = export("second", yaml, "second", 0.4f);

        assertThat(recorder.started).containsExactly("landmarks: Begins at step 0.");
        Map<Stage, Parameters> after = StartingDetector.read(
                folder.resolve("models").resolve(second.id().value()));
        for (Stage stage : Stage.values()) {
            Parameters trained = DetectorFitter.trained(folder.resolve("run"), stage);
            String name = stage == Stage.LANDMARKS ? "points/conv2/kernel" : "conv2/kernel";
            assertThat(values(requireNonNull(before.get(stage)), stage, name)).isEqualTo(values(trained, stage, name));
            assertThat(values(requireNonNull(after.get(stage)), stage, name))
                    .usingComparatorWithPrecision(1e-6f)
                    .containsExactly(values(trained, stage, name));
        }
        assertThat(second.provenance().source())
                .containsEntry("start", StartingDetector.fingerprint(start))
                .containsKey("checkpoint landmarks")
                .doesNotContainKey("checkpoint output");
    }

    private static float[] values(Parameters parameters, Stage stage, String name) {
        Shape shape =
                switch (stage) {
                    case PROPOSAL -> Shape.of(3, 3, 10, 16);
                    case REFINEMENT -> Shape.of(3, 3, 28, 48);
                    case OUTPUT -> Shape.of(3, 3, 32, 64);
                    case LANDMARKS -> Shape.of(3, 3, 16, 32);
                };
        try (EagerSession session = EagerSession.create()) {
            TFloat32 tensor = parameters
                    .weight(Ops.create(session), name, shape, Initializer.ZEROS)
                    .asTensor();
            float[] values = new float[Math.toIntExact(shape.size())];
            tensor.copyTo(DataBuffers.of(values, false, false));
            return values;
        }
    }

    @Test
    void whatIsNoModelIsNoStart() {
        assertThatThrownBy(() -> StartingDetector.read(folder.resolve("nothing")))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("is no model.");
    }

    @Test
    void anotherScoreIsAnotherModel() throws IOException {
        assertThat(export("score", 0.4f).id())
                .isNotEqualTo(export("score", 0.5f).id());
    }
}

package io.facegate.training.detection.distillation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.facegate.training.detection.BrightFaces;
import io.facegate.training.network.Parameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One network's training, by a teacher that takes what is bright for a face. */
class StageGraphTest {
    private static final int SIDE = 64;
    private static final Parameters BRIGHT = new BrightFaces(8, new float[] {0.1f, 0.1f, -0.1f, -0.1f}, 0.5f);
    private static final Map<Stage, Parameters> TEACHER =
            Map.of(Stage.PROPOSAL, BRIGHT, Stage.REFINEMENT, BRIGHT, Stage.OUTPUT, BRIGHT);

    @TempDir
    private Path folder;

    private DetectorSettings settings() throws IOException {
        return DetectorSettings.read(Files.writeString(folder.resolve("settings.yaml"), """
                threads: 1
                proposal: {scene: {side: 64}}
                refinement: {crops: 16, scene: {side: 64}}
                output: {crops: 8, scene: {side: 64}}
                """));
    }

    private StageGraph graph(Stage stage, Map<Stage, Parameters> student) throws IOException {
        return new StageGraph(stage, settings(), TEACHER, student, null);
    }

    /** Black, with a white square. */
    private static byte[] scene() {
        byte[] pixels = new byte[SIDE * SIDE * 3];
        for (int row = 20; row < 44; row++) {
            Arrays.fill(pixels, (row * SIDE + 16) * 3, (row * SIDE + 40) * 3, (byte) 255);
        }
        return pixels;
    }

    @Test
    void aPNetComesNearerToItsTeacherStepByStep() throws IOException {
        try (StageGraph graph = graph(Stage.PROPOSAL, Map.of())) {
            StageFigures before = graph.measure(scene(), 0);
            for (int step = 0; step < 40; step++) {
                graph.step(scene(), step, 0.005);
            }
            StageFigures after = graph.measure(scene(), 0);

            assertThat(before.faces()).as("windows whose middle is white").isEqualTo(144, within(30f));
            assertThat(after.faces()).as("the teacher stays what it is").isEqualTo(before.faces());
            assertThat(after.loss()).isLessThan(0.5f * before.loss());
            assertThat(after.missed() + after.invented()).isLessThan(before.missed() + before.invented());
            assertThat(after.box()).isLessThan(before.box());
        }
    }

    @Test
    void beginsWithTheWeightsThatItIsGiven() throws IOException {
        try (StageGraph graph = new StageGraph(Stage.PROPOSAL, settings(), TEACHER, Map.of(), BRIGHT)) {
            StageFigures figures = graph.measure(scene(), 0);

            assertThat(figures.box()).as("its teacher's").isZero();
            assertThat(figures.missed() + figures.invented()).isZero();
        }
    }

    @Test
    void measuringTeachesNothing() throws IOException {
        try (StageGraph graph = graph(Stage.PROPOSAL, Map.of())) {
            StageFigures first = graph.measure(scene(), 4);

            assertThat(graph.measure(scene(), 4)).isEqualTo(first);
        }
    }

    @Test
    void whatIsLearntIsLearntByTheRateAlone() throws IOException {
        try (StageGraph graph = graph(Stage.PROPOSAL, Map.of())) {
            StageFigures before = graph.measure(scene(), 4);
            graph.step(scene(), 0, 0);

            assertThat(graph.measure(scene(), 4)).isEqualTo(before);
        }
    }

    @Test
    void itsFiguresAreOneLoss() throws IOException {
        try (StageGraph graph = graph(Stage.OUTPUT, TEACHER)) {
            StageFigures figures = graph.measure(scene(), 0);

            assertThat(figures.faces()).isPositive();
            assertThat(figures.loss())
                    .isEqualTo(figures.face() + 5 * figures.box() + 10 * figures.landmarks(), within(1e-3f));
            assertThat(figures.landmarks()).isPositive();
            assertThat(figures.missed()).isLessThanOrEqualTo(figures.faces());
        }
    }

    @Test
    void withoutLandmarksThereIsNoErrorOfThem() throws IOException {
        try (StageGraph graph = graph(Stage.REFINEMENT, Map.of(Stage.PROPOSAL, BRIGHT))) {
            assertThat(graph.measure(scene(), 0).landmarks()).isZero();
        }
    }

    @Test
    void theCropsOfAStepDependOnItsNumber() throws IOException {
        try (StageGraph graph = graph(Stage.REFINEMENT, Map.of(Stage.PROPOSAL, BRIGHT))) {
            StageFigures seventh = graph.measure(scene(), 7);

            assertThat(graph.measure(scene(), 7)).isEqualTo(seventh);
            assertThat(graph.measure(scene(), 8)).isNotEqualTo(seventh);
        }
    }

    @Test
    void whatWasSavedGoesOnAsIfItHadNeverStopped() throws IOException {
        Path prefix = folder.resolve("variables");
        StageFigures expected;
        try (StageGraph graph = graph(Stage.PROPOSAL, Map.of())) {
            for (int step = 0; step < 3; step++) {
                graph.step(scene(), step, 0.01);
            }
            graph.save(prefix);
            expected = graph.step(scene(), 3, 0.01);
        }
        try (StageGraph graph = graph(Stage.PROPOSAL, Map.of())) {
            graph.restore(prefix);

            assertThat(graph.step(scene(), 3, 0.01)).isEqualTo(expected);
        }
    }

    @Test
    void aStageNeedsTheNetworksBeforeIt() {
        assertThatThrownBy(() -> graph(Stage.REFINEMENT, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no proposal network yet");
        assertThatThrownBy(() -> graph(Stage.OUTPUT, Map.of(Stage.PROPOSAL, BRIGHT)))
                .hasMessage("There is no refinement network yet");
    }
}

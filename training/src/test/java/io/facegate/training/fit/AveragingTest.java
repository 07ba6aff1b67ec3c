package io.facegate.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.facegate.training.checkpoint.RunFolder;
import io.facegate.training.checkpoint.TrainedNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

class AveragingTest {
    private static final Shape STEM = Shape.of(3, 3, 3, 4);
    private static final Shape CHANNELS = Shape.of(4);
    private static final String STAGES = """
            precision: float32
            threads: 1
            checkpointSteps: 2
            stages:
              - name: one
                epochs: 2
                loss: {kind: softmax, scale: 8}
                sampler: {kind: pictures, batch: 16}
                rates: {backbone: 0.02, head: 0.02}
                averaging: {decay: 0.9}
              - name: another
                epochs: 1
                loss: {kind: softmax, scale: 8}
                sampler: {kind: pictures, batch: 16}
                rates: {backbone: %s, head: 0}
                averaging: {decay: %s}
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

    /** Each step adds 1; the average follows by the share that the step's number allows. */
    @Test
    void keepsLessOfItselfInTheFirstSteps() {
        List<Float> averages = new ArrayList<>();
        try (Graph graph = new Graph();
                Session session = new Session(graph)) {
            Ops tf = Ops.create(graph);
            Averaging averaging = new Averaging(0.25);
            Variables variables = new Variables(tf);
            Placeholder<TFloat32> number = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
            Variable average = variables.get("w", Variable.Kind.AVERAGE, Shape.scalar(), () -> tf.constant(0f));
            Variable fitted =
                    variables.get(averaging.fitted("w"), Variable.Kind.WEIGHT, Shape.scalar(), () -> tf.constant(0f));
            Op step = tf.assignAddVariableOp(fitted.handle(), tf.constant(1f));
            List<Op> updates = averaging.updates(tf, variables, List.of(step), number);
            variables.initialize(session);
            for (int i = 1; i <= 4; i++) {
                Session.Runner runner = session.runner();
                updates.forEach(runner::addTarget);
                try (TFloat32 fed = TFloat32.scalarOf(i)) {
                    runner.feed(number, fed).run().close();
                }
                try (Result result = session.runner().fetch(average.value()).run()) {
                    averages.add(((TFloat32) result.get(0)).getFloat());
                }
            }
        }

        double expected = 0;
        for (int i = 1; i <= 4; i++) {
            double kept = Math.min(0.25, (1.0 + i) / (10.0 + i)); // 2/11, 3/12, then the decay
            expected = kept * expected + (1 - kept) * i;
            assertThat((double) averages.get(i - 1)).as("step %d", i).isCloseTo(expected, within(1e-6));
        }
    }

    private TrainedNetwork trained(RunSettings settings, String name) throws IOException {
        RecordedRun.of(faces, settings, folder.resolve(name));
        return new TrainedNetwork.OfCheckpoint(
                RunFolder.checkpoints(folder.resolve(name)).last().orElseThrow().variables());
    }

    @Test
    void whatIsSavedAsTheNetworkIsTheAverageOfWeightsAndStatistics() throws IOException {
        TrainedNetwork network = trained(faces.settings(STAGES.formatted(0.02, 0.9)), "run");

        for (String name : List.of("stem/kernel", "stem/norm/gamma", "stem/norm/mean", "stem/norm/variance")) {
            Shape shape = name.endsWith("kernel") ? STEM : CHANNELS;
            assertThat(network.read(name, shape)).as(name).isNotEqualTo(network.read(name + "/fitted", shape));
        }
    }

    @Test
    void validationJudgesTheAverage() throws IOException {
        RecordedRun plain = RecordedRun.of(
                faces, faces.settings(STAGES.formatted(0, 0).replace("0.9", "0")), folder.resolve("plain"));
        RecordedRun averaged =
                RecordedRun.of(faces, faces.settings(STAGES.formatted(0, 0)), folder.resolve("averaged"));

        assertThat(averaged.step(5).loss())
                .as("steps don't know of it")
                .isEqualTo(plain.step(5).loss());
        assertThat(averaged.epochs.get(1).validationLoss())
                .isNotEqualTo(plain.epochs.get(1).validationLoss());
    }

    @Test
    void theNextStageBeginsWithTheAverage() throws IOException {
        RunSettings settings = faces.settings(STAGES.formatted(0, 0));
        RecordedRun part = new RecordedRun();
        assertThatThrownBy(() -> part.fit(faces, settings, folder, part.breakingOffAfter(6)))
                .hasMessage("broken off");
        TrainedNetwork before = new TrainedNetwork.OfCheckpoint(
                RunFolder.checkpoints(folder).last().orElseThrow().variables());
        float[] average = before.read("stem/kernel", STEM);
        assertThat(before.read("stem/kernel/fitted", STEM)).isNotEqualTo(average);

        part.fit(faces, settings, folder, part);

        TrainedNetwork after = new TrainedNetwork.OfCheckpoint(
                RunFolder.checkpoints(folder).last().orElseThrow().variables());
        assertThat(after.read("stem/kernel", STEM)).as("it moves nothing").isEqualTo(average);
    }

    @Test
    void aRunThatBreaksOffGoesOnAsIfItHadNot() throws IOException {
        RunSettings settings = faces.settings(STAGES.formatted(0.02, 0.99));
        RecordedRun whole = RecordedRun.of(faces, settings, folder.resolve("whole"));

        Path broken = folder.resolve("broken");
        RecordedRun part = new RecordedRun();
        for (long lastStep : new long[] {4, 7}) {
            assertThatThrownBy(() -> part.fit(faces, settings, broken, part.breakingOffAfter(lastStep)))
                    .hasMessage("broken off");
        }
        part.fit(faces, settings, broken, part);

        assertThat(part.losses()).isEqualTo(whole.losses());
        assertThat(part.epochs.get(part.epochs.size() - 1)).isEqualTo(whole.epochs.get(2));
    }

    @Test
    void whatKeepsEverythingOfItselfIsNoAverage() {
        assertThatThrownBy(() -> new Averaging(1)).hasMessage("decay (1.0) must be at least 0 and below 1");
        assertThat(Averaging.NONE.isNone()).isTrue();
        assertThat(Averaging.parameter(new Averaging(0.5).fitted("a/b"))).isEqualTo("a/b");
        assertThat(Averaging.NONE.fitted("a/b")).isEqualTo("a/b");
    }
}

package io.facegate.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegate.training.augmentation.Augmentation;
import io.facegate.training.dataset.PreparedDataset;
import io.facegate.training.loss.BatchArrangement;
import io.facegate.training.loss.MarginSoftmaxLoss;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

class TrainingGraphTest {
    private static final int BATCH = 48;
    /** A rate that moves no float32, and is not 0. */
    private static final double NOTHING = 1e-30;

    @TempDir
    private static Path data;

    private static PreparedDataset dataset;

    @BeforeAll
    static void prepare() throws IOException {
        dataset = FaceColours.in(data).training();
    }

    @AfterAll
    static void close() throws IOException {
        dataset.close();
    }

    private static TrainingGraph graph(TrainedParts parts, Precision precision) {
        return new TrainingGraph(plan(parts, precision, dataset.geometry().faceSize()));
    }

    private static StagePlan plan(TrainedParts parts, Precision precision, int faceSize) {
        return new StagePlan(
                new TinyNetwork(),
                dataset.geometry(),
                faceSize,
                Augmentation.NONE,
                new MarginSoftmaxLoss(dataset.identities(), 8, false),
                BatchArrangement.IDENTITIES,
                BATCH,
                parts,
                new AdamW(0.1f, 1, 0.9f, 0.999f),
                Averaging.NONE,
                null,
                0,
                precision,
                1,
                3);
    }

    @Test
    void aStageMaySeeEachFaceSmaller() {
        StagePlan plan = plan(TrainedParts.ALL, Precision.FLOAT32, 16);
        try (Graph graph = new Graph();
                Session session = new Session(graph)) {
            Ops tf = Ops.create(graph);
            Operand<TUint8> faces = tf.dtypes.cast(
                    tf.reshape(
                            tf.range(tf.constant(0), tf.constant(32 * 32), tf.constant(1)),
                            tf.constant(new int[] {1, 32, 32, 1})),
                    TUint8.class);
            try (Result result =
                    session.runner().fetch(plan.smaller(tf, faces)).fetch(faces).run()) {
                TUint8 smaller = (TUint8) result.get(0);
                TUint8 whole = (TUint8) result.get(1);
                assertThat(smaller.shape()).isEqualTo(Shape.of(1, 16, 16, 1));
                int sum = 0;
                for (int row = 2; row < 4; row++) {
                    for (int column = 6; column < 8; column++) {
                        sum += Byte.toUnsignedInt(whole.getByte(0, row, column, 0));
                    }
                }
                assertThat(Byte.toUnsignedInt(smaller.getByte(0, 1, 3, 0))).isEqualTo((int) Math.rint(sum / 4.0));
            }
        }
    }

    private static double train(TrainingGraph graph, int steps) {
        double loss = Double.NaN;
        try (BatchReader reader = new BatchReader(dataset, 1)) {
            int[] pictures = IntStream.range(0, BATCH).toArray();
            Iterator<Batch> batches =
                    reader.read(Stream.generate(() -> pictures).limit(steps));
            for (int step = 0; step < steps; step++) {
                try (Batch batch = batches.next()) {
                    loss = graph.step()
                            .run(batch, new StepSettings(step, step, 0, 0, 0.01, 0.01, 1))
                            .loss();
                }
            }
        }
        return loss;
    }

    @Test
    void trainsOnlyTheChosenPartsAndKeepsTheStatisticsOfTheOthers() {
        for (TrainedParts parts : TrainedParts.values()) {
            try (TrainingGraph graph = graph(parts, Precision.FLOAT32)) {
                Map<String, float[]> before = values(graph);
                train(graph, 2);
                values(graph).forEach((name, after) -> {
                    boolean head = name.startsWith("head/") || name.startsWith("loss/");
                    boolean trained =
                            switch (parts) {
                                case ALL -> true;
                                case LAST_STAGE_AND_HEAD -> head || name.startsWith("last/");
                                case HEAD -> head;
                            };
                    float[] old = before.get(name);
                    if (trained) {
                        assertThat(after).as("%s, training %s", name, parts).isNotEqualTo(old);
                    } else {
                        assertThat(after).as("%s, training %s", name, parts).isEqualTo(old);
                    }
                });
            }
        }
    }

    @Test
    void movingAveragesReachTheStatisticsOfTheBatch() {
        try (TrainingGraph graph = graph(TrainedParts.HEAD, Precision.FLOAT32)) {
            float[] start = mean(graph);
            // with nothing to learn the statistics of the one batch stay the same
            float[] previous = start;
            double lastChange = 0;
            for (int round = 0; round < 2; round++) {
                try (BatchReader reader = new BatchReader(dataset, 1)) {
                    int[] pictures = IntStream.range(0, BATCH).toArray();
                    Iterator<Batch> batches =
                            reader.read(Stream.generate(() -> pictures).limit(60));
                    for (int step = 0; step < 60; step++) {
                        try (Batch batch = batches.next()) {
                            graph.step().run(batch, new StepSettings(step, step, 0, 0, NOTHING, NOTHING, 1));
                        }
                    }
                }
                float[] now = mean(graph);
                lastChange = 0;
                for (int i = 0; i < now.length; i++) {
                    lastChange = Math.max(lastChange, Math.abs(now[i] - previous[i]));
                }
                previous = now;
            }
            assertThat(previous).isNotEqualTo(start);
            assertThat(lastChange).isLessThan(0.01);
        }
    }

    @Test
    void aRateOfZeroChangesNothingNotEvenStatistics() {
        try (TrainingGraph graph = graph(TrainedParts.ALL, Precision.FLOAT32)) {
            Map<String, float[]> before = values(graph);
            try (BatchReader reader = new BatchReader(dataset, 1);
                    Batch batch = reader.read(
                                    Stream.of(IntStream.range(0, BATCH).toArray()))
                            .next()) {
                graph.step().run(batch, new StepSettings(0, 0, 0, 0, 0, 0.01, 1));
                values(graph).forEach((name, after) -> {
                    boolean head = name.startsWith("head/") || name.startsWith("loss/");
                    assertThat(Arrays.equals(after, before.get(name))).as(name).isNotEqualTo(head);
                });
            }
        }
    }

    @Test
    void mixedPrecisionLearnsTheSame() {
        double single;
        double mixed;
        try (TrainingGraph graph = graph(TrainedParts.ALL, Precision.FLOAT32)) {
            single = train(graph, 20);
        }
        try (TrainingGraph graph = graph(TrainedParts.ALL, Precision.BFLOAT16)) {
            mixed = train(graph, 20);
        }
        assertThat(mixed).isCloseTo(single, within(0.15 * single));
    }

    private static float[] mean(TrainingGraph graph) {
        return Objects.requireNonNull(values(graph).get("head/hidden/norm/mean"));
    }

    private static Map<String, float[]> values(TrainingGraph graph) {
        Map<String, float[]> values = new TreeMap<>();
        for (Variable variable : graph.variables().all()) {
            if (variable.kind() == Variable.Kind.SLOT) {
                continue;
            }
            try (Result result =
                    graph.session().runner().fetch(variable.value()).run()) {
                TFloat32 tensor = (TFloat32) result.get(0);
                float[] flat = new float[(int) tensor.size()];
                tensor.copyTo(DataBuffers.of(flat, false, false));
                values.put(variable.name(), Arrays.copyOf(flat, flat.length));
            }
        }
        return values;
    }
}

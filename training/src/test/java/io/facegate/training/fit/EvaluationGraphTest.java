package io.facegate.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegate.training.augmentation.Augmentation;
import io.facegate.training.dataset.PreparedDataset;
import io.facegate.training.loss.BatchArrangement;
import io.facegate.training.loss.EmbeddingLoss;
import io.facegate.training.loss.MarginSoftmaxLoss;
import io.facegate.training.loss.TripletLoss;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The network as it is validated, beside the graph that trains it. */
class EvaluationGraphTest {
    private static final Augmentation STRONG = new Augmentation(0.5f, true, 30, 0.1f, 0.1f, 0.5f, 0.5f, 0.5f);

    @TempDir
    private static Path data;

    private static PreparedDataset dataset;

    @BeforeAll
    static void prepare() throws IOException {
        dataset = FaceColours.variedIn(data).training();
    }

    @AfterAll
    static void close() throws IOException {
        dataset.close();
    }

    private static TrainingGraph graph(EmbeddingLoss loss) {
        return new TrainingGraph(new StagePlan(
                new TinyNetwork(),
                dataset.geometry(),
                dataset.geometry().faceSize(),
                STRONG,
                loss,
                BatchArrangement.IDENTITIES,
                12,
                TrainedParts.ALL,
                new AdamW(0, 1, 0.9f, 0.999f),
                Averaging.NONE,
                null,
                0,
                Precision.FLOAT32,
                1,
                3));
    }

    private static EvaluationGraph.Embedded embed(TrainingGraph graph, int from, int to) {
        try (BatchReader reader = new BatchReader(dataset, 1);
                Batch batch = reader.read(Stream.of(IntStream.range(from, to).toArray()))
                        .next()) {
            return graph.evaluation().embed(batch.crops());
        }
    }

    private static void train(TrainingGraph graph, double rate) {
        try (BatchReader reader = new BatchReader(dataset, 1);
                Batch batch =
                        reader.read(Stream.of(IntStream.range(0, 12).toArray())).next()) {
            graph.step().run(batch, new StepSettings(0, 0, 0, 0.3, rate, rate, 1));
        }
    }

    /** No augmentation, no dropout, no statistics of the batch: a picture has one embedding. */
    @Test
    void anEmbeddingDependsOnItsPictureAlone() {
        try (TrainingGraph graph = graph(new TripletLoss())) {
            train(graph, 0.01);

            EvaluationGraph.Embedded together = embed(graph, 0, 20);

            assertThat(embed(graph, 0, 20).rows()).isDeepEqualTo(together.rows());
            for (int picture = 0; picture < 20; picture++) {
                EvaluationGraph.Embedded alone = embed(graph, picture, picture + 1);
                assertThat(alone.rows()[0]).containsExactly(together.rows()[picture], within(1e-5f));
                assertThat(alone.norms()[0]).isCloseTo(together.norms()[picture], within(1e-4f));
            }
        }
    }

    @Test
    void rowsAreDirectionsAndNormsAreTheLengthsThatTheyHad() {
        try (TrainingGraph graph = graph(new TripletLoss())) {
            EvaluationGraph.Embedded embedded = embed(graph, 0, 8);

            assertThat(embedded.rows()).hasDimensions(8, 8);
            assertThat(embedded.norms()).hasSize(8);
            for (int picture = 0; picture < 8; picture++) {
                double squares = 0;
                for (float value : embedded.rows()[picture]) {
                    squares += (double) value * value;
                }
                assertThat(squares).isCloseTo(1, within(1e-5));
                assertThat(embedded.norms()[picture]).isPositive().isNotEqualTo(1f);
            }
        }
    }

    @Test
    void seesTheWeightsThatTheLastStepLeft() {
        try (TrainingGraph graph = graph(new TripletLoss())) {
            float[][] before = embed(graph, 0, 8).rows();

            train(graph, 0);
            assertThat(embed(graph, 0, 8).rows()).isDeepEqualTo(before);

            train(graph, 0.01);
            assertThat(embed(graph, 0, 8).rows())
                    .satisfies(rows -> assertThat(rows[0]).isNotEqualTo(before[0]));
        }
    }

    /** Two people along the axes, and one picture that strays: worked out by hand. */
    @Test
    void theLossIsOfPeopleWhoAreNoClassesOfTheTraining() {
        float[][] rows = {
            {1, 0, 0, 0, 0, 0, 0, 0}, {0, 1, 0, 0, 0, 0, 0, 0}, {0.6f, 0.8f, 0, 0, 0, 0, 0, 0},
        };
        int[] people = {1000, 2000, 1000};
        double near = Math.sqrt(2 - 2 * 0.8);
        double far = Math.sqrt(2 - 2 * 0.6);
        double apart = Math.sqrt(2);
        double expected = (Math.max(0, far - apart + 0.5) + Math.max(0, far - near + 0.5)) / 2;

        for (EmbeddingLoss loss :
                new EmbeddingLoss[] {new TripletLoss(), new MarginSoftmaxLoss(dataset.identities(), 8, true)}) {
            try (TrainingGraph graph = graph(loss)) {
                assertThat(graph.evaluation().loss(rows, null, people, 0.5, 0))
                        .isCloseTo((float) expected, within(1e-5f));
            }
        }
    }

    @Test
    void aStageWithoutATeacherAsksNone() {
        try (TrainingGraph graph = graph(new TripletLoss());
                BatchReader reader = new BatchReader(dataset, 1);
                Batch batch = reader.read(Stream.of(new int[] {0, 1})).next()) {
            assertThat(graph.evaluation().embedByTeacher(batch.crops())).isEmpty();
        }
    }
}

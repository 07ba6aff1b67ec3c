package io.facegate.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegate.training.augmentation.Augmentation;
import io.facegate.training.dataset.PreparedDataset;
import io.facegate.training.loss.BatchArrangement;
import io.facegate.training.loss.TripletLoss;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingBenchmarkTest {
    private static final Augmentation CHANGES = new Augmentation(0.5f, true, 10, 0.05f, 0.05f, 0.2f, 0.2f, 0.2f);

    @TempDir
    private Path folder;

    @Test
    void tellsWhereAStepsTimeGoes() throws IOException {
        RecordedRun told = new RecordedRun();
        TrainingBenchmark benchmark = new TrainingBenchmark(new TinyNetwork(), 0, CHANGES, Averaging.NONE, 4, 4, 1, 3);
        TrainingBenchmark.Speed speed;
        try (PreparedDataset dataset = FaceColours.in(folder).training()) {
            speed = benchmark.compute(dataset, Precision.FLOAT32, 1, told);
            assertThat(benchmark.input(dataset, 1)).isPositive();
        }

        assertThat(told.steps).hasSize(3);
        assertThat(speed.forward()).isPositive();
        assertThat(speed.step()).isPositive();
        TrainingBenchmark.Wall wall = speed.wall();
        assertThat(wall.waiting() + wall.copying() + wall.running() + wall.telling())
                .isCloseTo(1, within(1e-9));
        assertThat(wall.running()).isPositive();

        StepTrace trace = speed.trace();
        assertThat(Arrays.stream(StepTrace.Part.values())
                        .mapToDouble(trace::share)
                        .sum())
                .isCloseTo(1, within(1e-9));
        assertThat(trace.microsByPart())
                .containsKeys(
                        StepTrace.Part.AUGMENTATION,
                        StepTrace.Part.FORWARD,
                        StepTrace.Part.LOSS,
                        StepTrace.Part.BACKWARD,
                        StepTrace.Part.OPTIMIZER)
                .doesNotContainKey(StepTrace.Part.TEACHER);
        assertThat(trace.microsByOperation()).containsKeys("ResourceApplyAdam", "ImageProjectiveTransformV3");
        assertThat(trace.longest(3)).hasSize(3);
    }

    @Test
    void countsTheFlopsOfConvolutionsAndProducts() throws IOException {
        try (PreparedDataset dataset = FaceColours.in(folder).training();
                TrainingGraph graph = new TrainingGraph(new StagePlan(
                        new TinyNetwork(),
                        dataset.geometry(),
                        32,
                        Augmentation.NONE,
                        new TripletLoss(),
                        BatchArrangement.IDENTITIES,
                        8,
                        TrainedParts.ALL,
                        new AdamW(0, 1, 0.9f, 0.999f),
                        Averaging.NONE,
                        null,
                        0,
                        Precision.FLOAT32,
                        1,
                        1))) {
            // stem: 3x3x3 to 4 at 16x16, whose input has no gradient; last: 3x3x4 to 8 at 8x8; head: 8 x 16 and 16 x 8
            double stem = 2.0 * 27 * 4 * 16 * 16;
            double last = 2.0 * 36 * 8 * 8 * 8;
            double head = 2.0 * (8 * 16 + 16 * 8);
            // the loss compares each with each in its gradient: [8, 8] x [8, 8] twice
            double loss = 2 * 2.0 * 8 * 8 * 8;
            assertThat(graph.flops()).isCloseTo(8 * (2 * stem + 3 * last + 3 * head) + loss, within(1.0));
        }
        assertThat(Flops.ofPlainProduct(Precision.FLOAT32, 1)).isGreaterThan(1e9);
    }
}

package io.facegate.training.detection.distillation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegate.training.detection.LandmarkNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LandmarkGraphTest {
    private static final int CROPS = 4;
    private static final int CROP_BYTES = LandmarkNetwork.SIDE * LandmarkNetwork.SIDE * 3;

    @TempDir
    private Path folder;

    private LandmarkGraph graph() throws IOException {
        return new LandmarkGraph(DetectorSettings.read(null), null);
    }

    /** Each crop has a white column, and all landmarks are in it. */
    private static LandmarkLessons.Lesson lesson() {
        byte[] pixels = new byte[CROPS * CROP_BYTES];
        float[] landmarks = new float[CROPS * 10];
        for (int crop = 0; crop < CROPS; crop++) {
            int column = 6 + 10 * crop;
            for (int row = 0; row < LandmarkNetwork.SIDE; row++) {
                int start = crop * CROP_BYTES + (row * LandmarkNetwork.SIDE + column) * 3;
                Arrays.fill(pixels, start, start + 12, (byte) 255);
            }
            Arrays.fill(landmarks, crop * 10, crop * 10 + 5, (column + 2f) / LandmarkNetwork.SIDE);
            Arrays.fill(landmarks, crop * 10 + 5, crop * 10 + 10, 0.5f);
        }
        return new LandmarkLessons.Lesson(CROPS, pixels, landmarks);
    }

    @Test
    void learnsWhereTheLandmarksAre() throws IOException {
        try (LandmarkGraph graph = graph()) {
            StageFigures before = graph.measure(lesson(), 0);
            for (int step = 0; step < 60; step++) {
                graph.step(lesson(), step, 0.003);
            }
            StageFigures after = graph.measure(lesson(), 0);

            assertThat(before.faces()).isEqualTo(CROPS);
            assertThat(after.loss()).isLessThan(0.5f * before.loss());
            assertThat(after.landmarks()).isLessThan(before.landmarks());
        }
    }

    @Test
    void itsLossIsTheMeanDistance() throws IOException {
        LandmarkLessons.Lesson lesson = lesson();
        try (LandmarkGraph graph = graph()) {
            float[] far = lesson.landmarks().clone();
            for (int i = 0; i < far.length; i++) {
                far[i] += i % 10 < 5 ? 300 : 400;
            }

            StageFigures figures = graph.measure(new LandmarkLessons.Lesson(CROPS, lesson.pixels(), far), 0);

            assertThat(figures.loss()).isEqualTo(500, within(5f));
            assertThat(figures.landmarks()).as("squared, of all five").isEqualTo(5 * 250_000, within(25_000f));
        }
    }

    @Test
    void whatWasSavedGoesOnAsIfItHadNeverStopped() throws IOException {
        Path prefix = folder.resolve("variables");
        StageFigures expected;
        try (LandmarkGraph graph = graph()) {
            graph.step(lesson(), 0, 0.01);
            graph.save(prefix);
            expected = graph.step(lesson(), 1, 0.01);
        }
        try (LandmarkGraph graph = graph()) {
            graph.restore(prefix);

            assertThat(graph.step(lesson(), 1, 0.01)).isEqualTo(expected);
        }
    }
}

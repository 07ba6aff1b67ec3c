package io.facegate.training.detection.distillation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.training.TrainingException;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class LessonReaderTest {
    private static final SceneSettings SETTINGS = new SceneSettings(48, 10, 60, 1);

    @TempDir
    private Path folder;

    private List<Path> pictures;

    @BeforeEach
    void paint() throws IOException {
        pictures = PaintedPictures.write(folder, Color.RED, Color.GREEN, Color.BLUE);
    }

    private Scenes scenes() {
        return new Scenes(pictures, SETTINGS, 5);
    }

    @Test
    void givesLessonsInTheirOrder() throws IOException {
        try (LessonReader<byte[]> reader = new LessonReader<>(scenes(), 0);
                Scenes expected = scenes()) {
            for (int number = 0; number < 12; number++) {
                assertThat(reader.next()).as("scene %d", number).isEqualTo(expected.draw(number));
            }
        }
    }

    @Test
    void goesOnWhereARunWas() throws IOException {
        try (LessonReader<byte[]> reader = new LessonReader<>(scenes(), 37);
                Scenes expected = scenes()) {
            assertThat(reader.next()).isEqualTo(expected.draw(37));
            assertThat(reader.next()).isEqualTo(expected.draw(38));
        }
    }

    @Test
    void tellsWhyALessonCantBeDrawn() {
        Scenes broken = new Scenes(List.of(folder.resolve("gone.png")), SETTINGS, 5);
        try (LessonReader<byte[]> reader = new LessonReader<>(broken, 0)) {
            assertThatThrownBy(reader::next)
                    .hasMessage("A lesson can't be drawn")
                    .hasCauseInstanceOf(NoSuchFileException.class);
        }
    }

    @Test
    void whoIsInterruptedWhileWaitingIsToldSo() {
        CompletableFuture<byte[]> lesson = new CompletableFuture<>();
        try (LessonReader<byte[]> reader = new LessonReader<>(onceThereIs(lesson), 0)) {
            Thread.currentThread().interrupt();

            assertThatThrownBy(reader::next)
                    .isInstanceOf(TrainingException.class)
                    .hasMessage("Interrupted while drawing a lesson");
            assertThat(Thread.interrupted()).as("stays interrupted").isTrue();
        } finally {
            lesson.complete(new byte[0]);
        }
    }

    /** A lesson that is drawn already is given without waiting, so nothing would be interrupted. */
    private static Lessons<byte[]> onceThereIs(CompletableFuture<byte[]> lesson) {
        return new Lessons<>() {
            @Override
            public byte[] draw(long number) {
                return lesson.join();
            }

            @Override
            public void close() {}
        };
    }
}

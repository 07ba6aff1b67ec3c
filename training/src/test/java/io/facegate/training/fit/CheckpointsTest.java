package io.facegate.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.training.schedule.Plateau;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
    @TempDir
    private Path folder;

    private Checkpoints checkpoints;

    @BeforeEach
    void open() {
        checkpoints = new Checkpoints(folder.resolve("checkpoints"));
    }

    @Test
    void keepsTheLastAndTheBest() throws IOException {
        assertThat(checkpoints.last()).isEmpty();
        assertThat(checkpoints.best()).isEmpty();
        RunState best = state(20).withBest(0.9);
        write(state(10));
        write(best);
        write(new RunState(30, 0, 30, Plateau.START, LossScale.START, 0.9, 20));
        RunState last = new RunState(40, 1, 5, new Plateau(0.5, 2, 1, 0.75), new LossScale(8, 3), 0.9, 20);
        write(last);

        assertThat(checkpoints.last().orElseThrow().state()).isEqualTo(last);
        assertThat(checkpoints.best().orElseThrow().state()).isEqualTo(best);
        assertThat(Files.readString(checkpoints.best().orElseThrow().variables()))
                .isEqualTo("weights of 20");
        try (Stream<Path> kept = Files.list(folder.resolve("checkpoints"))) {
            assertThat(kept).hasSize(2);
        }
    }

    @Test
    void aCheckpointThatBreaksOffIsNone() throws IOException {
        write(state(10));

        assertThatThrownBy(() -> checkpoints.write(state(20), prefix -> {
                    writeString(prefix, "half");
                    throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");

        assertThat(checkpoints.last().orElseThrow().state().step()).isEqualTo(10);
        write(state(30));
        assertThat(checkpoints.last().orElseThrow().state().step()).isEqualTo(30);
    }

    private static RunState state(long step) {
        return new RunState(step, 0, step, Plateau.START, LossScale.START, -1, -1);
    }

    private void write(RunState state) throws IOException {
        checkpoints.write(state, prefix -> writeString(prefix, "weights of " + state.step()));
    }

    private static void writeString(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

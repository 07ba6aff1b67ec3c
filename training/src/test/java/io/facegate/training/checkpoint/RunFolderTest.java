package io.facegate.training.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.training.TrainingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    @TempDir
    private Path folder;

    @Test
    void oneProcessTrainsInIt() throws IOException {
        Path run = folder.resolve("runs/one");
        try (RunFolder held = RunFolder.open(run, false)) {
            assertThat(held).isNotNull();
            assertThatThrownBy(() -> RunFolder.open(run, false))
                    .isInstanceOf(TrainingException.class)
                    .hasMessageContaining("Another process trains in");
            assertThatThrownBy(() -> RunFolder.open(run, true)).isInstanceOf(TrainingException.class);
        }
        RunFolder.open(run, false).close();
    }

    @Test
    void beginningAnewDeletesNothing() throws IOException {
        RunFolder.open(folder, true).close();
        assertThat(folder.resolve("set-aside-1")).doesNotExist();
        for (int time = 1; time <= 2; time++) {
            Files.writeString(folder.resolve("run.json"), "record " + time);
            Files.createDirectories(folder.resolve("checkpoints/step-000000010"));

            RunFolder.open(folder, true).close();

            assertThat(folder.resolve("run.json")).doesNotExist();
            assertThat(folder.resolve("set-aside-%d/run.json".formatted(time))).hasContent("record " + time);
            assertThat(folder.resolve("set-aside-%d/checkpoints/step-000000010".formatted(time)))
                    .isDirectory();
        }
    }
}

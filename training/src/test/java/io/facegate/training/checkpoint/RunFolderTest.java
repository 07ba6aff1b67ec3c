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

    @Test
    void beginningAnewLeavesTheLockAndWhatWasSetAsideBefore() throws IOException {
        Files.createDirectories(folder.resolve("set-aside-1/checkpoints"));
        Files.writeString(folder.resolve("begun.txt"), "checkpoints");

        try (RunFolder held = RunFolder.open(folder, true)) {
            assertThat(held).isNotNull();
            assertThat(folder.resolve("run.lock")).isRegularFile();
            assertThat(folder.resolve("set-aside-1/checkpoints")).isDirectory();
            assertThat(folder.resolve("set-aside-2/begun.txt")).hasContent("checkpoints");
            assertThat(folder.resolve("begun.txt")).doesNotExist();
        }
    }

    @Test
    void opensAgainOnceItsHolderIsGoneWhateverIsInIt() throws IOException {
        Files.writeString(folder.resolve("run.lock"), "left by a process that was killed");

        RunFolder.open(folder, false).close();

        assertThat(folder.resolve("set-aside-1")).doesNotExist();
    }

    @Test
    void checkpointsMayBeAskedForWhileAProcessTrains() throws IOException {
        try (RunFolder held = RunFolder.open(folder, false)) {
            assertThat(held).isNotNull();
            RunFolder.checkpoints(folder, "proposal").write(RunState.START, variables -> {});

            assertThat(RunFolder.checkpoints(folder, "proposal").last()).isPresent();
            assertThat(RunFolder.checkpoints(folder, "refinement").last()).isEmpty();
            assertThat(RunFolder.checkpoints(folder).last()).isEmpty();
        }
    }

    @Test
    void aFileIsNoFolderOfARun() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> RunFolder.open(file, false)).isInstanceOf(IOException.class);
        assertThat(file).isRegularFile();
    }
}

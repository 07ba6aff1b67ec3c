package io.facegate.training.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WandbSyncTest {
    private static final Path EVENTS = Path.of("runs", "one", "events");

    @TempDir
    private Path folder;

    private WandbSync.Outcome upload() throws IOException {
        return new WandbSync(EVENTS).upload("/nowhere:" + folder, folder.resolve("wandb.txt"));
    }

    /** Stands for the real program, which needs an account. */
    private void program(String script) throws IOException {
        Path file = Files.writeString(folder.resolve("wandb"), "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void startsTheProgramWithTheEvents() throws IOException {
        program("echo \"$@\"");

        assertThat(upload()).isInstanceOf(WandbSync.Outcome.Uploaded.class);
        assertThat(folder.resolve("wandb.txt")).hasContent("sync --sync-tensorboard runs/one/events");
    }

    @Test
    void withoutTheProgramItSaysWhatToType() throws IOException {
        assertThat(upload())
                .isEqualTo(new WandbSync.Outcome.ByHand(
                        "there is no program wandb", "wandb sync --sync-tensorboard runs/one/events"));
    }

    @Test
    void aProgramThatFailsIsNoUpload() throws IOException {
        program("exit 3");

        assertThat(upload())
                .isInstanceOfSatisfying(WandbSync.Outcome.ByHand.class, byHand -> assertThat(byHand.reason())
                        .contains("ended with 3"));
    }
}

package io.facegate.training.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BeginningsTest {
    @TempDir
    private Path run;

    private Beginnings beginnings;

    @BeforeEach
    void open() {
        beginnings = new Beginnings(run.resolve("begun.txt"));
    }

    @Test
    void aFolderIsRememberedOnceHoweverOftenItBegins() throws IOException {
        Path folder = run.resolve("checkpoints");
        assertThat(beginnings.has(folder)).isFalse();

        beginnings.remember(folder, new Disk());
        beginnings.remember(folder, new Disk());

        assertThat(beginnings.has(folder)).isTrue();
        assertThat(Files.readAllLines(beginnings.file())).containsExactly("checkpoints");
    }

    /** A detector's training has a folder for each of its networks. */
    @Test
    void foldersOfOneRunAreToldApart() throws IOException {
        beginnings.remember(run.resolve("checkpoints/proposal"), new Disk());

        assertThat(beginnings.has(run.resolve("checkpoints/proposal"))).isTrue();
        assertThat(beginnings.has(run.resolve("checkpoints/refinement"))).isFalse();
        assertThat(beginnings.has(run.resolve("checkpoints"))).isFalse();
    }

    @Test
    void aRunThatIsMovedStillRemembers() throws IOException {
        Path before = Files.createDirectory(run.resolve("before"));
        new Beginnings(before.resolve("begun.txt")).remember(before.resolve("checkpoints"), new Disk());

        Path after = Files.move(before, run.resolve("after"));

        assertThat(new Beginnings(after.resolve("begun.txt")).has(after.resolve("checkpoints")))
                .isTrue();
    }

    @Test
    void theMemoryIsOnTheDiskBeforeTheRunGoesOn() throws IOException {
        BreakingDisk disk = BreakingDisk.thatHolds();

        beginnings.remember(run.resolve("checkpoints"), disk);

        assertThat(disk.changes).containsExactly("append begun.txt", "sync begun.txt", "sync " + run.getFileName());
    }
}

package io.facegate.training.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Remembers, out of the folder itself, that a folder had a checkpoint: a folder without one may be that of a new run, or of
 * one that lost them all.
 *
 * @param file with a line for each folder that had one
 */
record Beginnings(Path file) {
    boolean has(Path folder) throws IOException {
        return Files.exists(file) && Files.readAllLines(file).contains(nameOf(folder));
    }

    void remember(Path folder, Disk disk) throws IOException {
        if (!has(folder)) {
            disk.append(file, nameOf(folder));
            disk.sync(file);
            disk.sync(parent());
        }
    }

    private String nameOf(Path folder) {
        return parent().relativize(folder).toString();
    }

    private Path parent() {
        return Objects.requireNonNull(file.getParent());
    }
}

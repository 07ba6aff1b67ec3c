package io.facegate.training.checkpoint;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Every change that {@link CheckpointWriter} makes to a disk, one at a time: a process may be killed between any two of them, so
 * the order matters.
 */
class Disk {
    /** With its parents. */
    void createFolder(Path folder) throws IOException {
        Files.createDirectories(folder);
    }

    void write(Path file, byte[] contents) throws IOException {
        Files.write(file, contents);
    }

    void append(Path file, String line) throws IOException {
        Files.writeString(file, line + System.lineSeparator(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Waits until a power failure can't undo what was written to a file, or which names a folder has. */
    void sync(Path fileOrFolder) throws IOException {
        try (FileChannel channel = FileChannel.open(fileOrFolder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** All or nothing; there must be nothing of the new name. */
    void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    /** A file, or an empty folder. */
    void delete(Path fileOrFolder) throws IOException {
        Files.delete(fileOrFolder);
    }
}

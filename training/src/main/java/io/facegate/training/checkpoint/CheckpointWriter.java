package io.facegate.training.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Writes checkpoints so that wherever a process is killed, or power fails, a whole one is there once there was one: a new
 * one is written aside, forced to the disk, and gets its name; only then others go. Those are renamed first, so a name that
 * begins with {@code step-} is never half of something.
 */
record CheckpointWriter(CheckpointFolder folder, Beginnings beginnings, Disk disk) {

    void write(RunState state, Consumer<Path> variables) throws IOException {
        disk.createFolder(folder.path());
        for (Path leftover : folder.leftovers()) {
            delete(leftover);
        }
        Path finished = folder.unusedName(state.step());
        writeAside(state, variables);
        disk.move(folder.unfinished(), finished);
        disk.sync(folder.path());
        beginnings.remember(folder.path(), disk);
        for (Path other : folder.newestFirst()) {
            boolean best = CheckpointFolder.stepOf(other) == state.bestStep() && state.step() != state.bestStep();
            if (!other.equals(finished) && !best) {
                discard(other);
            }
        }
    }

    private void writeAside(RunState state, Consumer<Path> variables) throws IOException {
        Path unfinished = folder.unfinished();
        disk.createFolder(unfinished);
        Checkpoint checkpoint = Checkpoint.in(unfinished, state);
        variables.accept(checkpoint.variables());
        checkpoint.writeState(disk);
        disk.write(unfinished.resolve(Manifest.FILE), Manifest.of(unfinished).json());
        for (Path file : CheckpointFolder.list(unfinished)) {
            disk.sync(file);
        }
        disk.sync(unfinished);
    }

    private void discard(Path checkpoint) throws IOException {
        Path trash = folder.trashOf(checkpoint);
        disk.move(checkpoint, trash);
        delete(trash);
    }

    private void delete(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                disk.delete(file);
            }
        }
    }
}

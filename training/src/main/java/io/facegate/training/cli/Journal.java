package io.facegate.training.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Which steps of a recipe are done, on the disk before the next one begins.
 *
 * @param file with a line for each; it may be missing
 */
record Journal(Path file) {

    /**
     * How many of the first steps are done. From a step on that is another one than it was, everything is to be done: a later
     * one may be made of it.
     */
    int done(List<String> steps) throws IOException {
        List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
        int done = 0;
        while (done < Math.min(lines.size(), steps.size()) && lines.get(done).equals(steps.get(done))) {
            done++;
        }
        return done;
    }

    /** All of these are done, and no others. */
    void write(List<String> steps) throws IOException {
        Path absolute = file.toAbsolutePath();
        Files.createDirectories(absolute.getParent());
        Path unfinished = absolute.resolveSibling(absolute.getFileName() + ".unfinished");
        Files.write(unfinished, steps);
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(unfinished, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}

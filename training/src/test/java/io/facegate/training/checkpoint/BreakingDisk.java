package io.facegate.training.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A real disk, and a process that is killed at its n-th change, which is then half done where it can be. */
final class BreakingDisk extends Disk {
    /** What a kill would be: nothing of the program runs any more. */
    static final class Killed extends RuntimeException {}

    /** The changes, in their order. */
    final List<String> changes = new ArrayList<>();

    private final int lastChange;

    /**
     * @param lastChange how many changes are done before the process is killed
     */
    BreakingDisk(int lastChange) {
        this.lastChange = lastChange;
    }

    static BreakingDisk thatHolds() {
        return new BreakingDisk(Integer.MAX_VALUE);
    }

    private void change(String what, Path path) {
        if (changes.size() == lastChange) {
            throw new Killed();
        }
        changes.add(what + " " + path.getFileName());
    }

    @Override
    void createFolder(Path folder) throws IOException {
        change("create", folder);
        super.createFolder(folder);
    }

    @Override
    void write(Path file, byte[] contents) throws IOException {
        if (changes.size() == lastChange) {
            super.write(file, Arrays.copyOf(contents, contents.length / 2));
        }
        change("write", file);
        super.write(file, contents);
    }

    @Override
    void append(Path file, String line) throws IOException {
        change("append", file);
        super.append(file, line);
    }

    @Override
    void sync(Path fileOrFolder) throws IOException {
        change("sync", fileOrFolder);
        super.sync(fileOrFolder);
    }

    @Override
    void move(Path from, Path to) throws IOException {
        change("move " + from.getFileName() + " to", to);
        super.move(from, to);
    }

    @Override
    void delete(Path fileOrFolder) throws IOException {
        change("delete", fileOrFolder);
        super.delete(fileOrFolder);
    }
}

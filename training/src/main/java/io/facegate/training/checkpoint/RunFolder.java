package io.facegate.training.checkpoint;

import io.facegate.training.TrainingException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder of a run, held by the one process that trains in it. Where its checkpoints are, anybody may ask. */
public final class RunFolder implements AutoCloseable {
    private static final String LOCK = "run.lock";
    private static final String SET_ASIDE = "set-aside-";
    private static final String CHECKPOINTS = "checkpoints";

    private final FileChannel lock;

    private RunFolder(FileChannel lock) {
        this.lock = lock;
    }

    /**
     * @param folder made if it is missing
     * @param beginAnew sets aside what is there, so that the next run begins at step 0; nothing is deleted
     * @throws TrainingException if another process trains there
     */
    public static RunFolder open(Path folder, boolean beginAnew) throws IOException {
        Files.createDirectories(folder);
        FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (tryLock(channel) == null) {
                throw new TrainingException(
                        "Another process trains in %s.%nMaybe wait for its end, or choose another folder with --to."
                                .formatted(folder));
            }
            if (beginAnew) {
                setAside(folder);
            }
            return new RunFolder(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // this very process trains there
        }
    }

    private static void setAside(Path folder) throws IOException {
        List<Path> contents;
        try (Stream<Path> files = Files.list(folder)) {
            contents = files.filter(file -> !file.endsWith(LOCK)
                            && !file.getFileName().toString().startsWith(SET_ASIDE))
                    .toList();
        }
        if (contents.isEmpty()) {
            return;
        }
        int number = 1;
        while (Files.exists(folder.resolve(SET_ASIDE + number))) {
            number++;
        }
        Path aside = Files.createDirectory(folder.resolve(SET_ASIDE + number));
        for (Path file : contents) {
            Files.move(file, aside.resolve(file.getFileName()));
        }
    }

    /** The checkpoints of the run in a folder. */
    public static Checkpoints checkpoints(Path folder) {
        return checkpoints(folder, "");
    }

    /**
     * Of a run that trains several networks, the checkpoints of one.
     *
     * @param network its name, of lower-case letters
     */
    public static Checkpoints checkpoints(Path folder, String network) {
        Path whole = folder.toAbsolutePath();
        return new Checkpoints(
                new Beginnings(whole.resolve("begun.txt")),
                whole.resolve(CHECKPOINTS).resolve(network),
                new Disk());
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}

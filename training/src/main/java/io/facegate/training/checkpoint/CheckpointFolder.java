package io.facegate.training.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the names in a folder of checkpoints say: {@code step-000001234} is a checkpoint that was whole once, {@code
 * unfinished} is being written, {@code trash-...} is being deleted.
 */
record CheckpointFolder(Path path) {
    private static final String PREFIX = "step-";
    private static final String UNFINISHED = "unfinished";
    private static final String TRASH = "trash-";
    private static final int DIGITS = 9;

    /** Checkpoints, whole or damaged since. */
    List<Path> newestFirst() throws IOException {
        return list(path).stream()
                .filter(file -> file.getFileName().toString().matches(PREFIX + "\\d{" + DIGITS + "}(-\\d+)?"))
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    /** What a process left that was killed while it wrote or deleted. */
    List<Path> leftovers() throws IOException {
        return list(path).stream()
                .filter(file -> file.endsWith(UNFINISHED)
                        || file.getFileName().toString().startsWith(TRASH))
                .toList();
    }

    static long stepOf(Path checkpoint) {
        return Long.parseLong(checkpoint.getFileName().toString().substring(PREFIX.length(), PREFIX.length() + DIGITS));
    }

    Path unfinished() {
        return path.resolve(UNFINISHED);
    }

    /** A step may be saved twice: a damaged checkpoint of it may lie there. */
    Path unusedName(long step) {
        String plain =
                "%s%0{digits}d".replace("{digits}", Integer.toString(DIGITS)).formatted(PREFIX, step);
        Path free = path.resolve(plain);
        for (int copy = 2; Files.exists(free); copy++) {
            free = path.resolve("%s-%02d".formatted(plain, copy));
        }
        return free;
    }

    Path trashOf(Path checkpoint) {
        return path.resolve(TRASH + checkpoint.getFileName());
    }

    static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}

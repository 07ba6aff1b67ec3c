package io.facegate.training.fit;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of a run: a folder for each, {@code step-000001234}, with TensorFlow's variables, a {@code state.json} and
 * a {@code manifest.json}. The last one and the best one are kept.
 *
 * <p>Wherever a process is killed, or power fails, a whole checkpoint is there once there was one: a new one is written
 * aside, forced to the disk, and gets its name; only then others go. Those are renamed first, so a name that begins with
 * {@code step-} is never half of something. What is damaged all the same (by a bad disk, by hand) is passed over.
 */
public final class Checkpoints {
    private static final String PREFIX = "step-";
    private static final String UNFINISHED = "unfinished";
    private static final String TRASH = "trash-";
    private static final String VARIABLES = "variables";
    private static final String STATE = "state.json";
    private static final int DIGITS = 9;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Path begun;
    private final String name;
    private final Disk disk;

    /**
     * @param folder made when the first checkpoint is written
     */
    Checkpoints(Path folder) {
        this(folder.toAbsolutePath().resolveSibling("begun.txt"), folder.toAbsolutePath(), new Disk());
    }

    /**
     * @param begun a file above the folder, which remembers that the folder had a checkpoint
     */
    Checkpoints(Path begun, Path folder, Disk disk) {
        this.folder = folder;
        this.begun = begun;
        this.name = Objects.requireNonNull(begun.getParent()).relativize(folder).toString();
        this.disk = disk;
    }

    /**
     * @param state where the run was
     * @param variables prefix of the files with the variables
     */
    public record Checkpoint(RunState state, Path variables) {
        /** The file with the values of the variables. */
        public Path data() {
            return variables.resolveSibling(variables.getFileName() + ".data-00000-of-00001");
        }
    }

    /**
     * @param newest the newest whole checkpoint; null before the first
     * @param damaged newer ones, each with what is wrong with it
     */
    public record Found(@Nullable Checkpoint newest, List<String> damaged) {
        public Found {
            damaged = List.copyOf(damaged);
        }
    }

    /**
     * What a run goes on from.
     *
     * @throws TrainingException if there were checkpoints, and none of them is whole: to begin anew is not for a program to
     *     decide
     */
    public Found find() throws IOException {
        List<String> damaged = new ArrayList<>();
        for (Path each : newestFirst()) {
            String problem = Manifest.problem(each);
            if (problem == null) {
                return new Found(read(each), damaged);
            }
            damaged.add("%s: %s".formatted(each.getFileName(), problem));
        }
        if (!damaged.isEmpty() || hasBegun()) {
            throw new TrainingException(
                    "%s had checkpoints, and has no whole one (%s). The run is not begun anew by itself.%nMaybe restore a checkpoint from a backup, or give --begin-anew: it sets all that is there aside and begins at step 0."
                            .formatted(folder, damaged.isEmpty() ? "none is left" : String.join("; ", damaged)));
        }
        return new Found(null, List.of());
    }

    /** The newest whole checkpoint; empty before the first. See {@link #find}. */
    public Optional<Checkpoint> last() throws IOException {
        return Optional.ofNullable(find().newest());
    }

    /**
     * The checkpoint with the best validation; empty before the first validation.
     *
     * @throws TrainingException if it is damaged, or gone
     */
    public Optional<Checkpoint> best() throws IOException {
        long best = last().map(checkpoint -> checkpoint.state().bestStep()).orElse(-1L);
        if (best < 0) {
            return Optional.empty();
        }
        String problem = "it is gone";
        for (Path each : newestFirst()) {
            if (stepOf(each) == best) {
                String found = Manifest.problem(each);
                if (found == null) {
                    return Optional.of(read(each));
                }
                problem = found;
            }
        }
        throw new TrainingException(
                "The best checkpoint of %s, of step %d, can't be used: %s.%nMaybe take the last one, or let the run go on until another one is better."
                        .formatted(folder, best, problem));
    }

    private static Checkpoint read(Path folder) throws IOException {
        return new Checkpoint(
                JSON.readValue(folder.resolve(STATE).toFile(), RunState.class), folder.resolve(VARIABLES));
    }

    /**
     * @param variables writes the variables to files with the prefix it is given
     */
    public void write(RunState state, Consumer<Path> variables) throws IOException {
        disk.createFolder(folder);
        sweep();
        Path unfinished = folder.resolve(UNFINISHED);
        disk.createFolder(unfinished);
        variables.accept(unfinished.resolve(VARIABLES));
        disk.write(
                unfinished.resolve(STATE), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(state));
        disk.write(unfinished.resolve(Manifest.FILE), Manifest.of(unfinished).json());
        for (Path file : list(unfinished)) {
            disk.sync(file);
        }
        disk.sync(unfinished);
        Path finished = unusedName(state.step());
        disk.move(unfinished, finished);
        disk.sync(folder);
        remember();
        for (Path other : newestFirst()) {
            boolean best = stepOf(other) == state.bestStep() && state.step() != state.bestStep();
            if (!other.equals(finished) && !best) {
                discard(other);
            }
        }
    }

    /** A step may be saved twice: a damaged checkpoint of it may lie there. */
    private Path unusedName(long step) {
        String plain =
                "%s%0{digits}d".replace("{digits}", Integer.toString(DIGITS)).formatted(PREFIX, step);
        Path free = folder.resolve(plain);
        for (int copy = 2; Files.exists(free); copy++) {
            free = folder.resolve("%s-%02d".formatted(plain, copy));
        }
        return free;
    }

    private static long stepOf(Path checkpoint) {
        return Long.parseLong(checkpoint.getFileName().toString().substring(PREFIX.length(), PREFIX.length() + DIGITS));
    }

    /** Remembers, out of the folder, that there was a checkpoint. */
    private void remember() throws IOException {
        if (!hasBegun()) {
            disk.append(begun, name);
            disk.sync(begun);
            disk.sync(Objects.requireNonNull(begun.getParent()));
        }
    }

    private boolean hasBegun() throws IOException {
        return Files.exists(begun) && Files.readAllLines(begun).contains(name);
    }

    /** Removes what a process left that was killed. */
    private void sweep() throws IOException {
        for (Path each : list(folder)) {
            String file = each.getFileName().toString();
            if (file.equals(UNFINISHED) || file.startsWith(TRASH)) {
                delete(each);
            }
        }
    }

    private void discard(Path checkpoint) throws IOException {
        Path trash = folder.resolve(TRASH + checkpoint.getFileName());
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

    private List<Path> newestFirst() throws IOException {
        return list(folder).stream()
                .filter(file -> file.getFileName().toString().matches(PREFIX + "\\d{" + DIGITS + "}(-\\d+)?"))
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    private static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}

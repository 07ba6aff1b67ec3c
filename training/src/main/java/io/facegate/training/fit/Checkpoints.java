package io.facegate.training.fit;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The checkpoints of a run: a folder for each, {@code step-000001234}, with TensorFlow's variables and a
 * {@code state.json}. The last one and the best one are kept. A checkpoint is written aside and gets its name when it is
 * whole, so a process that is killed leaves none that is broken.
 */
public final class Checkpoints {
    private static final String PREFIX = "step-";
    private static final String VARIABLES = "variables";
    private static final String STATE = "state.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    /**
     * @param folder made when the first checkpoint is written
     */
    public Checkpoints(Path folder) {
        this.folder = folder;
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

    /** The last checkpoint; empty before the first. */
    public Optional<Checkpoint> last() throws IOException {
        List<Path> folders = folders();
        return folders.isEmpty() ? Optional.empty() : Optional.of(read(folders.get(folders.size() - 1)));
    }

    /** The checkpoint with the best validation; empty before the first validation. */
    public Optional<Checkpoint> best() throws IOException {
        Optional<Checkpoint> last = last();
        return last.isPresent() && last.get().state().bestStep() >= 0
                ? Optional.of(read(folderOf(last.get().state().bestStep())))
                : Optional.empty();
    }

    private static Checkpoint read(Path folder) throws IOException {
        return new Checkpoint(
                JSON.readValue(folder.resolve(STATE).toFile(), RunState.class), folder.resolve(VARIABLES));
    }

    /**
     * @param variables writes the variables to files with the prefix it is given
     */
    public void write(RunState state, Consumer<Path> variables) throws IOException {
        Files.createDirectories(folder);
        Path unfinished = folder.resolve("unfinished");
        delete(unfinished);
        Files.createDirectory(unfinished);
        variables.accept(unfinished.resolve(VARIABLES));
        JSON.writerWithDefaultPrettyPrinter()
                .writeValue(unfinished.resolve(STATE).toFile(), state);
        Path finished = folderOf(state.step());
        delete(finished);
        Files.move(unfinished, finished, StandardCopyOption.ATOMIC_MOVE);
        for (Path other : folders()) {
            if (!other.equals(finished) && !other.equals(folderOf(state.bestStep()))) {
                delete(other);
            }
        }
    }

    private Path folderOf(long step) {
        return folder.resolve("%s%09d".formatted(PREFIX, step));
    }

    private List<Path> folders() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(PREFIX))
                    .sorted()
                    .toList();
        }
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> files = Files.walk(tree)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}

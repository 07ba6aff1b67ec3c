package io.facegate.training.checkpoint;

import io.facegate.training.TrainingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of a run, each a folder with a {@link Checkpoint} and a {@link Manifest}. The last one and the best one
 * are kept. What is damaged (by a bad disk, by hand) is passed over.
 */
public final class Checkpoints {
    private final CheckpointFolder folder;
    private final Beginnings beginnings;
    private final CheckpointWriter writer;

    /**
     * @param beginnings above the folder
     * @param folder absolute; made when the first checkpoint is written
     */
    Checkpoints(Beginnings beginnings, Path folder, Disk disk) {
        this.folder = new CheckpointFolder(folder);
        this.beginnings = beginnings;
        this.writer = new CheckpointWriter(this.folder, beginnings, disk);
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
        for (Path each : folder.newestFirst()) {
            String problem = Manifest.problem(each);
            if (problem == null) {
                return new Found(Checkpoint.read(each), damaged);
            }
            damaged.add("%s: %s".formatted(each.getFileName(), problem));
        }
        if (!damaged.isEmpty() || beginnings.has(folder.path())) {
            throw new TrainingException(
                    "%s had checkpoints, and has no whole one (%s). The run is not begun anew by itself.%nMaybe restore a checkpoint from a backup, or give --begin-anew: it sets all that is there aside and begins at step 0."
                            .formatted(folder.path(), damaged.isEmpty() ? "none is left" : String.join("; ", damaged)));
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
        for (Path each : folder.newestFirst()) {
            if (CheckpointFolder.stepOf(each) == best) {
                String found = Manifest.problem(each);
                if (found == null) {
                    return Optional.of(Checkpoint.read(each));
                }
                problem = found;
            }
        }
        throw new TrainingException(
                "The best checkpoint of %s, of step %d, can't be used: %s.%nMaybe take the last one, or let the run go on until another one is better."
                        .formatted(folder.path(), best, problem));
    }

    /**
     * @param variables writes the variables to files with the prefix it is given
     */
    public void write(RunState state, Consumer<Path> variables) throws IOException {
        writer.write(state, variables);
    }
}

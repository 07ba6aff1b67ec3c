package io.facegate.training.checkpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A run between two of its steps: TensorFlow's variables, and a {@code state.json} beside them.
 *
 * @param state where the run was
 * @param variables prefix of the files with the variables
 */
public record Checkpoint(RunState state, Path variables) {
    private static final String VARIABLES = "variables";
    private static final String STATE = "state.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What lies in a folder, which is whole. */
    static Checkpoint read(Path folder) throws IOException {
        return new Checkpoint(
                JSON.readValue(folder.resolve(STATE).toFile(), RunState.class), folder.resolve(VARIABLES));
    }

    /** One that is about to be written to a folder. */
    static Checkpoint in(Path folder, RunState state) {
        return new Checkpoint(state, folder.resolve(VARIABLES));
    }

    void writeState(Disk disk) throws IOException {
        disk.write(
                variables.resolveSibling(STATE),
                JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(state));
    }

    /** The file with the values of the variables. */
    public Path data() {
        return variables.resolveSibling(variables.getFileName() + ".data-00000-of-00001");
    }
}

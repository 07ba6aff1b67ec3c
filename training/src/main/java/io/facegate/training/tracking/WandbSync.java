package io.facegate.training.tracking;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Weights and Biases by its own program, which reads event files: there is no Java client that is kept up.
 *
 * <p>The program is started when a run ends, because {@code wandb sync} uploads what is there and ends too.
 *
 * @param events the folder of event files
 */
public record WandbSync(Path events) {
    private static final String PROGRAM = "wandb";
    private static final long PATIENCE_MINUTES = 10;

    /** What became of an upload. */
    public sealed interface Outcome {
        /** It is there. */
        record Uploaded() implements Outcome {}

        /** The program is missing, or failed. */
        record ByHand(String reason, String command) implements Outcome {}
    }

    /**
     * @param searchPath folders of programs, as in the variable PATH
     * @param output what the program says goes here
     */
    public Outcome upload(String searchPath, Path output) throws IOException {
        Optional<Path> program = Arrays.stream(searchPath.split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, PROGRAM))
                .filter(Files::isExecutable)
                .findFirst();
        if (program.isEmpty()) {
            return byHand("there is no program " + PROGRAM);
        }
        Process process = new ProcessBuilder(
                        List.of(program.get().toString(), "sync", "--sync-tensorboard", events.toString()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                process.destroy();
                return byHand("it took longer than %d minutes".formatted(PATIENCE_MINUTES));
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            return byHand("it was interrupted");
        }
        return process.exitValue() == 0
                ? new Outcome.Uploaded()
                : byHand("it ended with %d, see %s".formatted(process.exitValue(), output));
    }

    private Outcome byHand(String reason) {
        return new Outcome.ByHand(reason, "%s sync --sync-tensorboard %s".formatted(PROGRAM, events));
    }
}

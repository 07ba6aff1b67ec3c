package io.facegate.training.cli;

import io.facegate.training.fit.StopSignal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./facegate make}: every step from pictures to a model. */
@Command(
        name = "make",
        description = {
            "Runs the commands that a file lists, one after the other, such as those that make a model of pictures.",
            "What was stopped or killed goes on where it was when the same command is given again."
        },
        mixinStandardHelpOptions = true)
final class MakeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "RECIPE", description = "YAML file with a list of steps: commands of ./facegate.")
    private Path file = Path.of("");

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description = "Which steps are done. Default: made/ and the name of the recipe, with .done at its end.")
    private @Nullable Path journalFile;

    @Override
    public Integer call() throws IOException {
        List<String> steps = Recipe.read(file).steps();
        Journal journal =
                new Journal(journalFile == null ? Path.of("made", file.getFileName() + ".done") : journalFile);
        int done = journal.done(steps);
        tell("%d of %d steps are done.".formatted(done, steps.size()));
        journal.write(steps.subList(0, done));
        try (StopSignal stop = new StopSignal()) {
            for (int i = done; i < steps.size(); i++) {
                tell("Step %d of %d: ./facegate %s".formatted(i + 1, steps.size(), steps.get(i)));
                int status = run(steps.get(i));
                if (status != ExitCode.OK || stop.requested()) {
                    tell("Stopped at step %d of %d. The same command goes on there:%n  ./facegate make %s"
                            .formatted(i + 1, steps.size(), file));
                    return status;
                }
                journal.write(steps.subList(0, i + 1));
            }
        }
        tell("All %d steps are done.".formatted(steps.size()));
        return ExitCode.OK;
    }

    private int run(String step) {
        return FacegateCli.commandLine()
                .setOut(spec.commandLine().getOut())
                .setErr(spec.commandLine().getErr())
                .execute(Recipe.words(step).toArray(String[]::new));
    }

    private void tell(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}

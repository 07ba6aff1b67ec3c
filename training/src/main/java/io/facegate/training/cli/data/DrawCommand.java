package io.facegate.training.cli.data;

import io.facegate.training.cli.progress.Progress;
import io.facegate.training.drawing.DrawnPeople;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./facegate draw}: pictures of people who don't exist. */
@Command(
        name = "draw",
        description = {
            "Draws pictures of made-up people, to try the steps of a training where there are no others.",
            "What a network learns of them is worth nothing for real faces."
        },
        mixinStandardHelpOptions = true)
public final class DrawCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--to",
            paramLabel = "DIR",
            required = true,
            description = "Folder for images, train.txt, val.txt, test.txt and pairs-test.txt; made if it is missing.")
    private Path folder = Path.of("");

    @Option(
            names = "--people",
            paramLabel = "N",
            defaultValue = "200",
            description =
                    "Half of them for training, a quarter each for validation and test. Default: ${DEFAULT-VALUE}.")
    private int people;

    @Option(
            names = "--pictures",
            paramLabel = "N",
            defaultValue = "10",
            description = "Of each of them; every third for the test has one. Default: ${DEFAULT-VALUE}.")
    private int pictures;

    @Option(
            names = "--side",
            paramLabel = "PIXELS",
            defaultValue = "200",
            description = "Of a picture. Default: ${DEFAULT-VALUE}.")
    private int side;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Override
    public Integer call() throws IOException {
        DrawnPeople drawn = drawn();
        try (ProgressBar progress = Progress.of("drawing", drawn.count())) {
            drawn.write(folder, progress::stepBy);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%d pictures of %d people in %s%n", drawn.count(), people, folder.resolve("images"));
        out.flush();
        return 0;
    }

    private DrawnPeople drawn() {
        try {
            return new DrawnPeople(people, pictures, side, seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}

package io.facegate.training.cli;

import io.facegate.training.cli.benchmark.BenchCommand;
import io.facegate.training.cli.data.DrawCommand;
import io.facegate.training.cli.data.PrepareCommand;
import io.facegate.training.cli.data.TeachCommand;
import io.facegate.training.cli.evaluation.EvaluateCommand;
import io.facegate.training.cli.evaluation.TsneCommand;
import io.facegate.training.cli.models.ModelsCommand;
import io.facegate.training.cli.option.ModelName;
import io.facegate.training.cli.training.TrainCommand;
import io.facegate.vision.model.ModelId;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.TypeConversionException;

/** Everything that {@code ./facegate} does besides serving. */
@Command(
        name = "facegate",
        description = "Makes, measures and manages face models.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ModelsCommand.class,
            DrawCommand.class,
            PrepareCommand.class,
            TeachCommand.class,
            TrainCommand.class,
            MakeCommand.class,
            EvaluateCommand.class,
            TsneCommand.class,
            BenchCommand.class
        })
public final class FacegateCli {
    private FacegateCli() {}

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT); // figures are read by programs too, and pages by people elsewhere
        System.exit(run(arguments));
    }

    /** The exit status: 0 done, 1 failed, 2 wrong usage. */
    static int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    /** The same, writing elsewhere than to the console. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return commandLine().setOut(out).setErr(err).execute(arguments);
    }

    static CommandLine commandLine() {
        return new CommandLine(new FacegateCli())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(ModelId.class, text -> valid(ModelId::new, text))
                .registerConverter(ModelName.class, text -> valid(ModelName::new, text))
                .setExecutionExceptionHandler(new FailureReport());
    }

    private static <T> T valid(Function<String, T> type, String text) {
        try {
            return type.apply(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}

package io.facegate.training.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is said; that Ctrl-C is heard is in InterruptedCommandIT. */
class InterruptionTest {
    @Command(name = "facegate", subcommands = Work.class)
    private static final class Root {}

    @Command(name = "work")
    private static final class Work {
        @Parameters(arity = "0..*")
        private String[] what = {};

        @Option(names = "--to")
        private String to = "";
    }

    private static Interruption interruption(StringWriter err, String... arguments) {
        CommandLine root = new CommandLine(new Root());
        root.parseArgs(arguments);
        CommandLine work =
                Objects.requireNonNull(root.getSubcommands().get("work")).setErr(new PrintWriter(err, true));
        return new Interruption(work.getCommandSpec(), "Stopping ...");
    }

    @Test
    void theCommandThatGoesOnIsTheOneThatWasGivenReadyForAShell() {
        try (Interruption interruption =
                interruption(new StringWriter(), "work", "a folder", "it's", "plain-1.0/x_y", "--to=$HOME", "")) {
            assertThat(interruption.farewell("Stopped"))
                    .isEqualTo("Stopped. The same command goes on from here:%n"
                            .formatted()
                            .concat("  ./facegate work 'a folder' 'it'\\''s' plain-1.0/x_y '--to=$HOME' ''"));
        }
    }

    @Test
    void whileNobodyAsksTheWorkGoesOnAndNothingIsSaid() {
        StringWriter err = new StringWriter();
        try (Interruption interruption = interruption(err, "work")) {
            assertThat(interruption.requested()).isFalse();
            assertThat(interruption.signal().requested()).isFalse();
            assertThatCode(interruption::check).doesNotThrowAnyException();
        }
        assertThat(err.toString()).isEmpty();
    }
}

package io.facegate.training.cli.progress;

import io.facegate.training.fit.StopSignal;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Ctrl-C, or a polite kill, while a long command works: whoever pressed it is told at once that it was heard, and the
 * process ends only when the command has saved what it has, and said how to go on.
 */
public final class Interruption implements AutoCloseable {

    /** Ends the work between two pieces of it. */
    public static final class Requested extends RuntimeException {
        Requested() {
            super("interrupted");
        }
    }

    private final List<String> arguments;
    private final PrintWriter err;
    private final String answer;
    private final StopSignal signal;

    /**
     * @param spec of the command
     * @param answer at once, to Ctrl-C
     */
    public Interruption(CommandSpec spec, String answer) {
        this.arguments = spec.root().commandLine().getParseResult().originalArgs();
        this.err = spec.commandLine().getErr();
        this.answer = answer;
        this.signal = new StopSignal(this::answer);
    }

    private void answer() {
        err.println();
        err.println(answer);
        err.flush();
    }

    /** For what asks by itself. */
    public StopSignal signal() {
        return signal;
    }

    public boolean requested() {
        return signal.requested();
    }

    /**
     * @throws Requested if the command is to end
     */
    public void check() {
        if (requested()) {
            throw new Requested();
        }
    }

    /** The last words: what is saved, and the command that goes on. */
    public String farewell(String saved) {
        return "%s. The same command goes on from here:%n  ./facegate %s"
                .formatted(saved, arguments.stream().map(Interruption::quoted).collect(Collectors.joining(" ")));
    }

    /** For a shell. */
    private static String quoted(String argument) {
        return argument.matches("[A-Za-z0-9_./:=,@%+-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }

    /** Lets the process end. */
    @Override
    public void close() {
        signal.close();
    }
}

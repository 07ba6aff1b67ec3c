package io.facegate.training.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a command said, and how it ended. */
public record CommandLineRun(int status, String out, String err) {

    /** A folder of models with the bundle that the repository carries, and nothing of its own yet. */
    public static Path modelsWithTheBundle(Path folder) throws IOException {
        Path models = Files.createDirectories(folder.resolve("models"));
        Files.createSymbolicLink(
                models.resolve("default"), Path.of("../models/default").toRealPath());
        return models;
    }

    /** @param command and its arguments, with spaces between; none of them may have one */
    public static CommandLineRun of(String command, Object... more) {
        List<String> arguments = new ArrayList<>();
        if (!command.isEmpty()) {
            arguments.addAll(List.of(command.split(" ")));
        }
        for (Object argument : more) {
            arguments.add(argument.toString());
        }
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = FacegateCli.run(
                new PrintWriter(out, true), new PrintWriter(err, true), arguments.toArray(String[]::new));
        return new CommandLineRun(status, out.toString(), err.toString());
    }
}

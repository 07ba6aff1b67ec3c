package io.facegate.client;

import de.siegmar.fastcsv.reader.CsvParseException;
import io.facegate.gallery.GalleryName;
import io.facegate.gallery.file.GalleryFileException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/** {@code ./facegate enrol}, {@code export}, {@code import}, {@code import-compreface} and {@code audit}. */
@Command(
        name = "facegate",
        description = "Enrols, exports and imports whole galleries of a running service, and reads its audit.",
        mixinStandardHelpOptions = true,
        subcommands = {
            EnrolCommand.class,
            ExportCommand.class,
            ImportCommand.class,
            ImportCompreFaceCommand.class,
            AuditCommand.class
        })
public final class ClientCli {
    private ClientCli() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The exit status: 0 done, 1 failed, 2 wrong usage. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return commandLine().setOut(out).setErr(err).execute(arguments);
    }

    private static CommandLine commandLine() {
        return new CommandLine(new ClientCli())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(GalleryName.class, ClientCli::galleryName)
                .setExecutionExceptionHandler(ClientCli::report);
    }

    private static GalleryName galleryName(String text) {
        try {
            return new GalleryName(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /** What a user can mend is a message; anything else is a defect and keeps its stack trace. */
    private static int report(Exception failure, CommandLine command, ParseResult arguments) throws Exception {
        if (failure instanceof ClientException
                || failure instanceof GalleryFileException
                || failure instanceof CsvParseException) {
            command.getErr().println(failure.getMessage());
        } else if (failure instanceof NoSuchFileException missing) {
            command.getErr().printf("There is no file %s.%n", missing.getFile());
        } else if (failure instanceof IOException unreadable) {
            command.getErr().println(unreadable);
        } else {
            throw failure;
        }
        return CommandLine.ExitCode.SOFTWARE;
    }
}

package io.facegate.client;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "enrol",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Enrols all pictures of a folder or a list, and reports what became of each.",
            "Run it again to go on after it was stopped: what is in the report is not sent again."
        })
final class EnrolCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Pictures pictures;

    @Mixin
    private EnrolmentTarget target = new EnrolmentTarget();

    @Option(
            names = "--face",
            defaultValue = "ONLY",
            description = "Whether a picture with several faces is rejected, or its main or largest one enrolled: "
                    + "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Face face = Face.ONLY;

    @Option(
            names = "--at-once",
            paramLabel = "N",
            description =
                    "Requests, and so connections, at the same time (default: one more than there are processors)")
    private int atOnce = Runtime.getRuntime().availableProcessors() + 1;

    private static final class Pictures {
        @Parameters(paramLabel = "DIR", description = "Has a sub-folder for each identity, named by its external id")
        private @Nullable Path folder;

        @ArgGroup(exclusive = false)
        private @Nullable Table table;

        PictureSource source() {
            return folder != null ? new IdentityFolders(folder) : new PictureTable(table().csv, table().charset);
        }

        Path path() {
            return folder != null ? folder : table().csv;
        }

        private Table table() {
            if (table == null) {
                throw new IllegalStateException("picocli demands one of them");
            }
            return table;
        }
    }

    private static final class Table {
        @Option(
                names = "--csv",
                required = true,
                paramLabel = "FILE",
                description = "Has the columns external_id, picture and, if you like, display_name")
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private Path csv;

        @Option(
                names = "--charset",
                paramLabel = "NAME",
                description = "Encoding of that file, such as ISO-8859-1 or windows-1252 (default: UTF-8)")
        private Charset charset = StandardCharsets.UTF_8;
    }

    private enum Face {
        ONLY,
        MAIN,
        LARGEST
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (atOnce < 1) {
            throw new ParameterException(spec.commandLine(), "--at-once (%d) must be positive".formatted(atOnce));
        }
        if (!Files.exists(pictures.path())) {
            throw new ClientException("There is no %s.".formatted(pictures.path()));
        }
        String taken = face.name().toLowerCase(Locale.ROOT);
        return target.enrol(
                pictures.source(),
                pictures.path().toAbsolutePath().normalize().toString(),
                taken,
                "face=%s&".formatted(taken),
                atOnce);
    }
}

package io.facegate.client;

import io.facegate.gallery.GalleryName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where many pictures are enrolled, and what is written of it. */
final class EnrolmentTarget {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Option(
            names = "--gallery",
            required = true,
            paramLabel = "NAME",
            description = "The gallery; it is created if it is missing")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private GalleryName gallery;

    @Mixin
    private ServiceOption service = new ServiceOption();

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "JSON lines, one for each picture (default: the command's name, -NAME.jsonl)")
    private @Nullable Path report;

    @Option(
            names = "--duplicates",
            defaultValue = "REJECT",
            description = "Whether a face that resembles another identity is rejected: "
                    + "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Duplicates duplicates = Duplicates.REJECT;

    private enum Duplicates {
        REJECT,
        ALLOW
    }

    RemoteGallery gallery() {
        return new RemoteGallery(service.connect(), gallery);
    }

    /**
     * Enrols what a source has, or goes on with that; the exit status is that of {@link EnrolmentRun#of}.
     *
     * @param origin of the pictures, as the report names it
     * @param face that is taken of each, as the report names it
     * @param options of each request besides, as a query; empty or with an ampersand at its end
     * @param atOnce requests
     */
    int enrol(PictureSource source, String origin, String face, String options, int atOnce)
            throws IOException, InterruptedException {
        long count = source.count(); // what can't be read is told before anything is sent
        String choice = duplicates.name().toLowerCase(Locale.ROOT);
        Path file = report == null ? Path.of("%s-%s.jsonl".formatted(command.name(), gallery)) : report;
        ServiceConnection connection = service.connect();
        RemoteGallery remote = new RemoteGallery(connection, gallery);
        if (!remote.exists()) {
            remote.create();
        }
        try (EnrolmentReport opened =
                EnrolmentReport.open(file, new ReportHead(gallery.value(), origin, face, choice))) {
            return new EnrolmentRun(command, connection, gallery, options + "duplicates=" + choice, atOnce)
                    .of(source, count, opened, file);
        }
    }
}

package io.facegate.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.gallery.GalleryName;
import io.facegate.gallery.file.GalleryFileException;
import io.facegate.gallery.file.GalleryLine.Header;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Adds the people and templates of an exported gallery that a gallery doesn't have yet.",
            "Nothing is kept of a file that is not whole and unchanged, or is of another model."
        })
final class ImportCommand implements Callable<Integer> {
    private static final String NOT_IMPORTED = "The file was not imported, and nothing of it was kept";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "What ./facegate export wrote")
    private Path file = Path.of("");

    @Option(
            names = "--gallery",
            paramLabel = "NAME",
            description = "The gallery; it is created if it is missing (default: the name that it had)")
    private @Nullable GalleryName gallery;

    @Mixin
    private ServiceOption service = new ServiceOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Header header = verify();
        ServiceConnection connection = service.connect();
        GalleryName name = gallery == null ? header.gallery() : gallery;
        RemoteGallery remote = new RemoteGallery(connection, name);
        if (!remote.exists()) {
            requireServed(connection, header);
            remote.create();
        }
        Answer answer = send(connection, name);
        if (!answer.ok() && !answer.goesOn()) {
            throw answer.refusal(NOT_IMPORTED);
        }
        JsonNode brought = answer.goesOn()
                ? awaited(connection, answer.body().path("job_id").longValue())
                : answer.body();
        spec.commandLine()
                .getOut()
                .printf(
                        "%d identities and %d templates are new in %s; it had %d and %d of them%n",
                        brought.path("identities").longValue(),
                        brought.path("templates").longValue(),
                        name,
                        brought.path("existing_identities").longValue(),
                        brought.path("existing_templates").longValue());
        spec.commandLine().getOut().flush();
        return 0;
    }

    /** The service has all of the file, and adds it. */
    private static JsonNode awaited(ServiceConnection connection, long job) throws InterruptedException {
        try (ProgressBar progress = Progress.of("adding").setInitialMax(-1).build()) {
            while (true) {
                Answer answer = connection.get("v1/jobs/" + job);
                if (!answer.ok()) {
                    throw answer.refusal("What became of the import is not known");
                }
                JsonNode result = answer.body().path("result");
                switch (answer.body().path("state").asText()) {
                    case "running" -> TimeUnit.SECONDS.sleep(1);
                    case "finished" -> {
                        return result;
                    }
                    default ->
                        throw new ClientException("%s: %s. %s"
                                .formatted(
                                        NOT_IMPORTED,
                                        result.path("code").asText(),
                                        result.path("detail").asText()));
                }
                progress.refresh();
            }
        }
    }

    private Header verify() throws IOException {
        try (InputStream in = Files.newInputStream(file);
                ProgressBar progress = Progress.of("checking").setInitialMax(-1).build()) {
            return new GalleryFile().copy(in, OutputStream.nullOutputStream(), progress);
        } catch (GalleryFileException e) {
            throw new ClientException(
                    "%s can't be imported (%s). %s".formatted(file, e.fault().code(), e.detail()), e);
        }
    }

    /** A gallery would be created for the served embedder, and stay empty. */
    private static void requireServed(ServiceConnection connection, Header header) throws InterruptedException {
        String served = connection.get("v1/models").body().at("/embedder/id").asText();
        if (!served.equals(header.model().value())) {
            throw new ClientException(
                    "The file is of model %s, and the service serves %s.%nMaybe start it with that model."
                            .formatted(header.model(), served));
        }
    }

    private Answer send(ServiceConnection connection, GalleryName name) throws IOException, InterruptedException {
        long bytes = Files.size(file);
        return connection.postLines(
                ServiceConnection.gallery(name) + "/import",
                BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> open(bytes)), bytes));
    }

    private InputStream open(long bytes) {
        try {
            return ProgressBar.wrap(Files.newInputStream(file), Progress.ofBytes("importing", bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

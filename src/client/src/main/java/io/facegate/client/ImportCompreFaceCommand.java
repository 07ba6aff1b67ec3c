package io.facegate.client;

import io.facegate.gallery.ExternalId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "import-compreface",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Adds the subjects of a CompreFace and their pictures to a gallery, and reports what became of each.",
            "From a running one, by the key of a recognition service; from a folder of its pictures; or, where the embedder is",
            "the same network, from the embeddings in its database.",
            "Run it again to go on after it was stopped: what is in the report is not sent again."
        })
final class ImportCompreFaceCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CompreFaceOrigin origin;

    @Mixin
    private EnrolmentTarget target = new EnrolmentTarget();

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "Has the key of CompreFace's recognition service (default: COMPREFACE_KEY has it)")
    private @Nullable Path keyFile;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PictureSource source = origin.source(this::key);
        int status = target.enrol(
                source,
                origin.name(),
                "only",
                source instanceof CompreFaceEmbeddings ? "" : "face=only&",
                Runtime.getRuntime().availableProcessors() + 1);
        if (status == 0 && source instanceof CompreFaceExamples running) {
            addTheOthers(running, target.gallery());
        }
        return status;
    }

    private String key() {
        Path file = keyFile;
        return Optional.ofNullable(file == null ? System.getenv("COMPREFACE_KEY") : content(file))
                .map(String::strip)
                .filter(key -> !key.isEmpty())
                .orElseThrow(() -> new ClientException(
                        "There is no key of CompreFace.%nMaybe export COMPREFACE_KEY: that of the recognition service, as CompreFace's page shows it."
                                .formatted()));
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new ClientException("The file %s can't be read.".formatted(file), e);
        }
    }

    /** Subjects without a picture are people all the same. */
    private void addTheOthers(CompreFaceExamples running, RemoteGallery remote) throws InterruptedException {
        List<String> subjects = running.subjects();
        int created = 0;
        int refused = 0;
        for (String subject : subjects) {
            Optional<ExternalId> id = externalId(subject);
            if (id.isEmpty()) {
                refused++;
            } else if (remote.add(id.get())) {
                created++;
            }
        }
        spec.commandLine()
                .getOut()
                .printf(
                        "%d subjects: %d without a picture, %d with a name that is no external id%n",
                        subjects.size(), created, refused);
        spec.commandLine().getOut().flush();
    }

    private static Optional<ExternalId> externalId(String subject) {
        try {
            return Optional.of(ExternalId.of(subject));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

package io.facegate.client;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where people come from: one of a running CompreFace, a folder of its pictures, embeddings of its database. */
final class CompreFaceOrigin {
    @Option(
            names = "--from",
            paramLabel = "URL",
            description = "Of a running CompreFace, such as http://localhost:8000")
    private @Nullable URI server;

    @Parameters(paramLabel = "DIR", description = "Has a sub-folder for each subject, with its pictures")
    private @Nullable Path folder;

    @ArgGroup(exclusive = false)
    private @Nullable Embeddings embeddings;

    String name() {
        Embeddings rows = embeddings;
        Path files = rows == null ? folder : rows.csv;
        return files == null
                ? String.valueOf(server)
                : files.toAbsolutePath().normalize().toString();
    }

    /**
     * @param key of a running CompreFace, which is only asked for if there is one
     * @throws ClientException if there is no such thing
     */
    PictureSource source(Supplier<String> key) {
        URI running = server;
        if (running != null) {
            return new CompreFaceExamples(new CompreFaceConnection(running, key.get()));
        }
        Embeddings rows = embeddings;
        if (rows != null) {
            return rows.source();
        }
        Path pictures = folder;
        if (pictures == null || !Files.isDirectory(pictures)) {
            throw new ClientException("There is no folder %s.".formatted(pictures));
        }
        return new IdentityFolders(pictures);
    }

    private static final class Embeddings {
        @Option(
                names = "--embeddings",
                required = true,
                paramLabel = "FILE",
                description = "CSV with image_id, subject, calculator and embedding, of CompreFace's database")
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private Path csv;

        @Option(
                names = "--calculator",
                required = true,
                paramLabel = "NAME",
                description = "Of these embeddings alone; the service's embedder must be the same network")
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private String calculator;

        @Option(
                names = "--model",
                required = true,
                paramLabel = "ID",
                description = "The service's embedder, so that nothing is added to another one")
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private String model;

        PictureSource source() {
            return new CompreFaceEmbeddings(csv, calculator, model);
        }
    }
}

package io.facegate.training.catalogue;

import io.facegate.vision.model.ModelException;
import io.facegate.vision.model.ModelFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.LongConsumer;

/**
 * Gets published files into a folder. A file that stopped half-way is gone on with, one that is there is not got again, and
 * nothing that isn't what the catalogue says is ever kept under the file's name.
 */
final class Download {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int BUFFER = 1 << 16;
    private static final int OK = 200;
    private static final int PARTIAL_CONTENT = 206;

    private final Path folder;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    /**
     * @param folder made if it is missing
     */
    Download(Path folder) {
        this.folder = folder;
    }

    /**
     * @param progress told how many bytes are there
     * @throws IOException if the file can't be got; what is there of it is gone on with next time
     * @throws ModelException if what was got is not the file
     */
    Path get(PublishedFile file, LongConsumer progress) throws IOException {
        Path whole = Files.createDirectories(folder).resolve(file.name());
        if (Files.exists(whole) && ModelFiles.sha256(whole).equals(file.sha256())) {
            progress.accept(file.bytes());
            return whole;
        }
        Path part = folder.resolve(file.name() + ".part");
        long there = Files.exists(part) ? Files.size(part) : 0;
        if (there < file.bytes()) {
            append(file, part, there, progress);
        }
        checkIsWhole(file, part);
        Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return whole;
    }

    private void append(PublishedFile file, Path part, long there, LongConsumer progress) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(file.address()).timeout(PATIENCE);
        if (there > 0) {
            request.header("Range", "bytes=%d-".formatted(there));
        }
        HttpResponse<InputStream> response = send(request.build());
        try (InputStream in = response.body()) {
            switch (response.statusCode()) {
                case PARTIAL_CONTENT -> copy(file, in, part, there, progress);
                case OK -> copy(file, in, part, 0, progress);
                default ->
                    throw new IOException(
                            "%s answers with status %d.%nMaybe get %s by other means, and give it by --from."
                                    .formatted(file.address(), response.statusCode(), file.name()));
            }
        }
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws IOException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The download was interrupted.", e);
        } catch (IOException e) {
            throw new IOException(
                    "%s can't be reached: %s%nMaybe this machine has no network: get the file by other means, and give it by --from."
                            .formatted(request.uri(), reason(e)),
                    e);
        }
    }

    /** Many a message of these is empty. */
    private static String reason(IOException failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    private static void copy(PublishedFile file, InputStream in, Path part, long there, LongConsumer progress)
            throws IOException {
        StandardOpenOption how = there > 0 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
        try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
            byte[] buffer = new byte[BUFFER];
            long written = there;
            int read = in.read(buffer);
            while (read >= 0 && written <= file.bytes()) {
                out.write(buffer, 0, read);
                written += read;
                progress.accept(written);
                read = in.read(buffer);
            }
        } catch (IOException e) {
            throw new IOException(
                    "%s stopped half-way: %s%nThe same command goes on from there."
                            .formatted(file.address(), reason(e)),
                    e);
        }
    }

    private static void checkIsWhole(PublishedFile file, Path part) throws IOException {
        long bytes = Files.size(part);
        if (bytes < file.bytes()) {
            throw new IOException("%s stopped after %d of %d bytes.%nThe same command goes on from there."
                    .formatted(file.address(), bytes, file.bytes()));
        }
        if (bytes > file.bytes() || !ModelFiles.sha256(part).equals(file.sha256())) {
            Files.delete(part);
            throw new ModelException(
                    "What %s gives is not the file that the catalogue knows: its SHA-256 is another. It was thrown away.%nMaybe something between here and there changes it; give the file by --from."
                            .formatted(file.address()));
        }
    }
}

package io.facegate.client;

import io.facegate.gallery.GalleryName;
import io.facegate.gallery.file.GalleryFileException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Writes a gallery to a file. It has biometric data: keep it as you keep the database.")
final class ExportCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "GALLERY", description = "The gallery")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private GalleryName gallery;

    @Parameters(paramLabel = "FILE", description = "A new file, readable by you alone")
    private Path file = Path.of("");

    @Mixin
    private ServiceOption service = new ServiceOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (Files.exists(file)) {
            throw new ClientException("%s exists already.%nMaybe name another file, or remove it.".formatted(file));
        }
        HttpResponse<InputStream> response = service.connect().open(ServiceConnection.gallery(gallery) + "/export");
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200) {
                throw Answer.of(response.statusCode(), new String(body.readAllBytes(), StandardCharsets.UTF_8))
                        .refusal("The gallery %s can't be exported".formatted(gallery));
            }
            long templates = write(body);
            spec.commandLine().getOut().printf("%d templates of %s are in %s%n", templates, gallery, file);
            spec.commandLine().getOut().flush();
        }
        return 0;
    }

    /** Only what is whole gets the file's name. */
    private long write(InputStream body) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        GalleryFile gallery = new GalleryFile();
        try (FileChannel channel = FileChannel.open(
                        part,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                OutputStream out = Channels.newOutputStream(channel);
                ProgressBar progress =
                        Progress.of("exporting").setInitialMax(-1).build()) {
            gallery.copy(body, out, progress);
            channel.force(true);
        } catch (IOException | GalleryFileException e) {
            Files.deleteIfExists(part);
            throw new ClientException(
                    "The export broke off (%s), and nothing was written.%nMaybe try again.".formatted(e.getMessage()),
                    e);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        return gallery.templates();
    }
}

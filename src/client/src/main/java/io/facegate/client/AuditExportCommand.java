package io.facegate.client;

import io.facegate.gallery.audit.AuditLine;
import io.facegate.gallery.audit.AuditPosition;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description =
                "Writes the audit to a file of JSON lines, which audit verify reads too. It tells of people: keep it"
                        + " as you keep the database.")
final class AuditExportCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A new file, readable by you alone")
    private Path file = Path.of("");

    @Option(
            names = "--after",
            paramLabel = "POSITION",
            defaultValue = "-1",
            description = "Only what follows this position, such as the last one of the file before")
    private long after;

    @Mixin
    private ServiceOption service = new ServiceOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (Files.exists(file)) {
            throw new ClientException("%s exists already.%nMaybe name another file, or remove it.".formatted(file));
        }
        RemoteAudit audit = new RemoteAudit(service.connect());
        AuditPosition last = write(audit, after < 0 ? audit.start().position() : after);
        spec.commandLine().getOut().printf("The audit is in %s; it ends at %s%n", file, last);
        spec.commandLine().getOut().flush();
        return 0;
    }

    /** Only what is whole gets the file's name. */
    private AuditPosition write(RemoteAudit audit, long start) throws IOException, InterruptedException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        AuditPosition[] last = {new AuditPosition(start, "")};
        try (FileChannel channel = FileChannel.open(
                        part,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Writer out = new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8))) {
            audit.read(start, text -> {
                out.write(text);
                out.write('\n');
                AuditLine line = AuditLine.parse(text);
                last[0] = new AuditPosition(line.position(), line.hash());
                return true;
            });
            out.flush();
            channel.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        return last[0];
    }
}

package io.facegate.service.access.key;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A file that nobody but its owner may read, from its first byte on. */
final class SecretFile {
    private static final String OWNER_ONLY = "rw-------";

    private SecretFile() {}

    /** Replaces what was there, whole or not at all. */
    static void write(Path file, String secret) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path unfinished = Files.createTempFile(
                folder, ".key", "", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
        try {
            Files.writeString(unfinished, secret + '\n', StandardCharsets.US_ASCII);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}

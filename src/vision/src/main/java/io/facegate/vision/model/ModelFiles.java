package io.facegate.vision.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** SHA-256 of files and of model folders. */
public final class ModelFiles {
    private ModelFiles() {}

    /** Every file below the folder except {@code model.json}: relative path to SHA-256. */
    public static Map<String, String> checksums(Path folder) throws IOException {
        Map<String, String> checksums = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                if (!name.equals(DescriptorFile.NAME)) {
                    checksums.put(name, sha256(file));
                }
            }
        }
        return checksums;
    }

    /**
     * @throws ModelException if a file is missing, changed or unexpected
     */
    static void verify(Path folder, ModelDescriptor descriptor) {
        Map<String, String> found;
        try {
            found = checksums(folder);
        } catch (IOException e) {
            throw new ModelException("Model %s can't be read: %s".formatted(descriptor.id(), e.getMessage()), e);
        }
        Map<String, String> expected = descriptor.allFiles();
        expected.forEach((file, checksum) -> {
            if (!Objects.equals(found.get(file), checksum)) {
                throw new ModelException(
                        "File %s of model %s is missing or not what its model.json says.%nMaybe import the model again."
                                .formatted(file, descriptor.id()));
            }
        });
        found.keySet().stream()
                .filter(file -> !expected.containsKey(file))
                .findFirst()
                .ifPresent(file -> {
                    throw new ModelException("File %s of model %s is not listed in its model.json.%nMaybe remove it."
                            .formatted(file, descriptor.id()));
                });
    }

    /** In lower-case hex. */
    public static String sha256(Path file) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (InputStream in = Files.newInputStream(file);
                OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            in.transferTo(out);
        }
        return Sha256.hex(digest);
    }

    /** Of a file's content, in lower-case hex. */
    public static String sha256(byte[] content) {
        MessageDigest digest = Sha256.digest();
        digest.update(content);
        return Sha256.hex(digest);
    }
}

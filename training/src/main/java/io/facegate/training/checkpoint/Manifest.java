package io.facegate.training.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Which files a checkpoint has, and what they hold: what tells a whole checkpoint from a damaged one. The checksum is
 * CRC-32C, as in TensorFlow's own files: it is against accidents, and reads a gigabyte in a fraction of a second.
 *
 * @param files by name
 */
record Manifest(SortedMap<String, Entry> files) {
    static final String FILE = "manifest.json";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BUFFER = 1 << 20;

    /** @param crc32c in hexadecimal digits */
    record Entry(long bytes, String crc32c) {}

    Manifest {
        files = Collections.unmodifiableSortedMap(files);
        files.values().forEach(Objects::requireNonNull);
    }

    /** Of all files in a folder. */
    static Manifest of(Path folder) throws IOException {
        SortedMap<String, Entry> files = new TreeMap<>();
        try (Stream<Path> found = Files.list(folder)) {
            for (Path file : found.sorted().toList()) {
                files.put(file.getFileName().toString(), entry(file));
            }
        }
        return new Manifest(files);
    }

    byte[] json() throws IOException {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    }

    /** What is wrong with the files in a folder, by the manifest in it; null if nothing is. */
    static @Nullable String problem(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return "%s is missing".formatted(FILE);
        }
        Optional<Manifest> manifest = read(file);
        if (manifest.isEmpty()) {
            return "%s can't be read".formatted(FILE);
        }
        for (Map.Entry<String, Entry> each : manifest.get().files.entrySet()) {
            Path named = folder.resolve(each.getKey());
            if (!Files.isRegularFile(named)) {
                return "%s is missing".formatted(each.getKey());
            }
            if (Files.size(named) != each.getValue().bytes) {
                return "%s has %d bytes instead of %d"
                        .formatted(each.getKey(), Files.size(named), each.getValue().bytes);
            }
            if (!entry(named).equals(each.getValue())) {
                return "%s does not fit its checksum".formatted(each.getKey());
            }
        }
        return null;
    }

    private static Optional<Manifest> read(Path file) throws IOException {
        try {
            return Optional.ofNullable(JSON.readValue(file.toFile(), Manifest.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Entry entry(Path file) throws IOException {
        CRC32C checksum = new CRC32C();
        long bytes = 0;
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                checksum.update(buffer, 0, read);
                bytes += read;
            }
        }
        return new Entry(bytes, Long.toHexString(checksum.getValue()));
    }
}

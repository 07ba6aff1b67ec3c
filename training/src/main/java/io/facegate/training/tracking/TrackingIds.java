package io.facegate.training.tracking;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Under which ids services know the run of a folder, so that it goes on there too: {@code tracking.json}.
 *
 * @param folder of the run
 */
record TrackingIds(Path folder) {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    Optional<String> find(String service) throws IOException {
        return Optional.ofNullable(read().get(service));
    }

    void keep(String service, String id) throws IOException {
        Map<String, String> ids = new TreeMap<>(read());
        ids.put(service, id);
        Files.createDirectories(folder);
        Path unfinished = folder.resolve("tracking.json.unfinished");
        JSON.writeValue(unfinished.toFile(), ids);
        Files.move(unfinished, file(), StandardCopyOption.ATOMIC_MOVE);
    }

    private Map<String, String> read() throws IOException {
        return Files.exists(file()) ? JSON.readValue(file().toFile(), new TypeReference<>() {}) : Map.of();
    }

    private Path file() {
        return folder.resolve("tracking.json");
    }
}

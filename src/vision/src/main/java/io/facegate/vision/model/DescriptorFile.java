package io.facegate.vision.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** {@code model.json} in a model's folder. */
final class DescriptorFile {
    static final String NAME = "model.json";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private DescriptorFile() {}

    /**
     * @throws ModelException if it is no description, or not that of the model that the folder is named after
     */
    static ModelDescriptor read(Path folder) throws IOException {
        ModelDescriptor descriptor;
        try {
            descriptor = JSON.readValue(folder.resolve(NAME).toFile(), ModelDescriptor.class);
        } catch (JsonProcessingException e) {
            throw new ModelException(
                    "%s of %s is not a model description: %s".formatted(NAME, folder, e.getOriginalMessage()), e);
        }
        if (descriptor == null) { // the JSON literal
            throw new ModelException("%s of %s is empty".formatted(NAME, folder));
        }
        Path name = folder.getFileName();
        if (name == null || !descriptor.id().value().equals(name.toString())) {
            throw new ModelException("Folder %s has the description of model %s.%nMaybe rename the folder."
                    .formatted(folder, descriptor.id()));
        }
        return descriptor;
    }

    /**
     * Replaces an older one in one step.
     *
     * @param draft a folder of the same file system for the unfinished file: not in the model's own, where who verifies the
     *     model meanwhile would find a file too many; and not by Files.createTempFile, which lets nobody but its owner read
     */
    static void write(ModelDescriptor descriptor, Path folder, Path draft) throws IOException {
        Path unfinished = draft.resolve(".%s-%s.json".formatted(descriptor.id(), UUID.randomUUID()));
        try {
            JSON.writeValue(unfinished.toFile(), descriptor);
            Files.move(
                    unfinished,
                    folder.resolve(NAME),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}

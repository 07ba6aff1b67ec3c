package io.facegate.training.dataset;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The folder of a prepared data set that is read; {@link PreparedFolder} writes them. */
record FinishedFolder(Path folder, PreparationSettings settings) {
    /**
     * @throws DatasetException if it is none
     */
    static FinishedFolder at(Path folder) throws IOException {
        Path file = PreparedFiles.settings(folder);
        if (!Files.exists(file)) {
            throw new DatasetException(
                    "%s is no prepared data set: it has no %s.%nMaybe prepare it: ./facegate prepare --help"
                            .formatted(folder, file.getFileName()));
        }
        return new FinishedFolder(folder, new ObjectMapper().readValue(file.toFile(), PreparationSettings.class));
    }

    /**
     * @throws DatasetException if a training can't take both
     */
    void requireLike(FinishedFolder other) {
        if (!settings.geometry().equals(other.settings.geometry())) {
            throw new DatasetException("%s has crops of %s where %s has %s.%nMaybe prepare both with the same sizes."
                    .formatted(folder, settings.geometry(), other.folder, other.settings.geometry()));
        }
        if (!Objects.equals(settings.teaching(), other.settings.teaching())) {
            throw new DatasetException(
                    "%s and %s were not taught by the same teacher.%nMaybe teach all or none of them: ./facegate teach --help"
                            .formatted(folder, other.folder));
        }
    }

    /**
     * @throws DatasetException if that shard isn't prepared yet
     */
    ShardIndex index(int shard) throws IOException {
        Path index = PreparedFiles.index(folder, shard);
        if (!Files.exists(index)) {
            throw new DatasetException(
                    "%s is not completely prepared: %s is missing.%nMaybe run prepare again; it goes on where it was."
                            .formatted(folder, index.getFileName()));
        }
        return ShardIndex.read(index);
    }
}

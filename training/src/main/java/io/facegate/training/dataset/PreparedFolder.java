package io.facegate.training.dataset;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.facegate.training.tfrecord.RecordWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The folder of a prepared data set while it is written, shard by shard. A shard that is there is whole, so whoever was
 * interrupted goes on with the next.
 */
public final class PreparedFolder {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    /**
     * @param folder made if it is missing
     * @param settings what it is made with
     * @throws DatasetException if the folder holds another preparation
     */
    public PreparedFolder(Path folder, PreparationSettings settings) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder);
        Path file = PreparedFiles.settings(folder);
        if (Files.exists(file)) {
            PreparationSettings found = JSON.readValue(file.toFile(), PreparationSettings.class);
            if (!found.equals(settings)) {
                throw new DatasetException(
                        "%s holds another preparation: %s, where this one is %s.%nMaybe choose another folder, or remove it."
                                .formatted(folder, found, settings));
            }
            return;
        }
        Path unfinished = PreparedFiles.unfinished(file);
        JSON.writerWithDefaultPrettyPrinter().writeValue(unfinished.toFile(), settings);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    public boolean has(int shard) {
        return Files.exists(PreparedFiles.index(folder, shard));
    }

    /** Writes a shard, and its index last. */
    public void write(int shard, List<PreparedFace> faces, List<SkippedPicture> skipped) throws IOException {
        Path file = PreparedFiles.shard(folder, shard);
        Path unfinished = PreparedFiles.unfinished(file);
        MessageDigest digest = PreparedFiles.sha256();
        List<ShardIndex.Entry> entries = new ArrayList<>();
        try (RecordWriter records = new RecordWriter(
                new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(unfinished)), digest))) {
            for (PreparedFace face : faces) {
                entries.add(new ShardIndex.Entry(records.append(face.toRecord()), face.identity(), face.file()));
            }
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Path index = PreparedFiles.index(folder, shard);
        Path unfinishedIndex = PreparedFiles.unfinished(index);
        new ShardIndex(HexFormat.of().formatHex(digest.digest()), entries, skipped).write(unfinishedIndex);
        Files.move(unfinishedIndex, index, StandardCopyOption.ATOMIC_MOVE);
    }

    ShardIndex index(int shard) throws IOException {
        return ShardIndex.read(PreparedFiles.index(folder, shard));
    }
}

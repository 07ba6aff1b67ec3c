package io.facegate.training.dataset;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.facegate.training.tfrecord.RecordWriter;
import io.facegate.vision.model.Sha256;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The folder of a prepared data set while it is written, shard by shard. A shard that is there is whole, so whoever was
 * interrupted goes on with the next.
 */
public final class PreparedFolder {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private PreparationSettings settings;

    /**
     * @param folder made if it is missing
     * @param settings what it is made with
     * @throws DatasetException if the folder holds another preparation
     */
    public PreparedFolder(Path folder, PreparationSettings settings) throws IOException {
        this(folder, settings, false);
    }

    private PreparedFolder(Path folder, PreparationSettings settings, boolean more) throws IOException {
        this.folder = folder;
        this.settings = settings;
        Files.createDirectories(folder);
        Path file = PreparedFiles.settings(folder);
        if (!Files.exists(file)) {
            if (!more) { // else there is no plan yet
                writeSettings();
            }
            return;
        }
        PreparationSettings found = JSON.readValue(file.toFile(), PreparationSettings.class);
        List<String> differences = found.differences(settings, more);
        if (!differences.isEmpty()) {
            throw new DatasetException(
                    "%s holds another preparation: %s.%nMaybe choose another folder, or remove it. A training can use several."
                            .formatted(folder, String.join("; ", differences)));
        }
        this.settings = found;
    }

    /**
     * The folder of a preparation that may have other pictures than it had.
     *
     * @throws DatasetException if it was made otherwise, or of another source
     */
    static PreparedFolder toExtend(Path folder, PreparationSettings settings) throws IOException {
        return new PreparedFolder(folder, settings, true);
    }

    /** How many there are or will be. */
    int shards() {
        return settings.shards();
    }

    /** From now on the data set is whole with so many shards. */
    void plan(String listing, int shards) throws IOException {
        settings = settings.with(listing, shards);
        writeSettings();
    }

    private void writeSettings() throws IOException {
        Path file = PreparedFiles.settings(folder);
        Path unfinished = PreparedFiles.unfinished(file);
        JSON.writerWithDefaultPrettyPrinter().writeValue(unfinished.toFile(), settings);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    public boolean has(int shard) {
        return Files.exists(PreparedFiles.index(folder, shard));
    }

    /** Writes a shard without skipped pictures, and its index last. */
    public void write(int shard, List<PreparedFace> faces) throws IOException {
        write(shard, faces, List.of());
    }

    /** Writes a shard, and its index last. */
    void write(int shard, List<PreparedFace> faces, List<ShardIndex.Skip> skipped) throws IOException {
        Path file = PreparedFiles.shard(folder, shard);
        Path unfinished = PreparedFiles.unfinished(file);
        MessageDigest digest = Sha256.digest();
        List<ShardIndex.Entry> entries = new ArrayList<>();
        try (RecordWriter records = new RecordWriter(
                new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(unfinished)), digest))) {
            for (PreparedFace face : faces) {
                entries.add(new ShardIndex.Entry(
                        records.append(face.toRecord()), face.identity(), face.file(), face.origin()));
            }
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        write(shard, new ShardIndex(Sha256.hex(digest), entries, skipped));
    }

    void write(int shard, ShardIndex contents) throws IOException {
        Path index = PreparedFiles.index(folder, shard);
        Path unfinished = PreparedFiles.unfinished(index);
        contents.write(unfinished);
        Files.move(unfinished, index, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The tables of contents of the shards that there are, by number. */
    SortedMap<Integer, ShardIndex> indexes() throws IOException {
        SortedMap<Integer, ShardIndex> indexes = new TreeMap<>();
        for (int shard = 0; shard < settings.shards(); shard++) {
            if (has(shard)) {
                indexes.put(shard, ShardIndex.read(PreparedFiles.index(folder, shard)));
            }
        }
        return indexes;
    }
}

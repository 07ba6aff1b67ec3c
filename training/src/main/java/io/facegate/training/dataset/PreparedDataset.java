package io.facegate.training.dataset;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.facegate.training.dataset.PreparationSettings.Teaching;
import io.facegate.training.tfrecord.RecordFile;
import io.facegate.vision.model.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Prepared faces of one or several data sets. Pictures and identities are numbered from 0; the numbers are the same
 * whenever the same data sets are opened in the same order. Identities of different data sets are different people,
 * whatever they are called.
 *
 * <p>Several threads may read at once.
 */
public final class PreparedDataset implements AutoCloseable {
    private record Place(RecordFile shard, long offset) {}

    private final CropGeometry geometry;
    private final @Nullable Teaching teaching;
    private final String fingerprint;
    private final List<RecordFile> shards;
    private final List<Integer> firstOfSource;
    private final List<Place> places;
    private final List<@Nullable Origin> origins;
    private final List<String> identities;
    private final int[] identityOfPicture;
    private final List<int[]> picturesOfIdentity;

    /**
     * @param folders prepared data sets, at least one
     * @throws DatasetException if a folder is not completely prepared, or the crops of two are not alike
     */
    public static PreparedDataset open(List<Path> folders) throws IOException {
        List<RecordFile> shards = new ArrayList<>();
        try {
            return new PreparedDataset(folders, shards);
        } catch (IOException | RuntimeException e) {
            for (RecordFile shard : shards) {
                shard.close();
            }
            throw e;
        }
    }

    private PreparedDataset(List<Path> folders, List<RecordFile> shards) throws IOException {
        PreparationSettings first = settings(folders.get(0));
        MessageDigest digest = Sha256.digest();
        List<Place> found = new ArrayList<>();
        List<@Nullable Origin> files = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<Integer> identityNumbers = new ArrayList<>();
        List<Integer> firsts = new ArrayList<>();
        for (Path folder : folders) {
            PreparationSettings settings = settings(folder);
            if (!settings.geometry().equals(first.geometry())) {
                throw new DatasetException(
                        "%s has crops of %s where %s has %s.%nMaybe prepare both with the same sizes."
                                .formatted(folder, settings.geometry(), folders.get(0), first.geometry()));
            }
            if (!Objects.equals(settings.teaching(), first.teaching())) {
                throw new DatasetException(
                        "%s and %s were not taught by the same teacher.%nMaybe teach all or none of them: ./facegate teach --help"
                                .formatted(folder, folders.get(0)));
            }
            firsts.add(found.size());
            Map<String, Integer> numbers = new HashMap<>();
            for (int shard = 0; shard < settings.shards(); shard++) {
                Path index = PreparedFiles.index(folder, shard);
                if (!Files.exists(index)) {
                    throw new DatasetException(
                            "%s is not completely prepared: %s is missing.%nMaybe run prepare again; it goes on where it was."
                                    .formatted(folder, index.getFileName()));
                }
                ShardIndex contents = ShardIndex.read(index);
                digest.update(contents.sha256().getBytes(StandardCharsets.UTF_8));
                contents.skipped().stream()
                        .filter(ShardIndex.Skip::removed)
                        .map(ShardIndex.Skip::picture)
                        .forEach(picture -> digest.update(
                                (picture.identity() + "\t" + picture.file()).getBytes(StandardCharsets.UTF_8)));
                RecordFile records = new RecordFile(PreparedFiles.shard(folder, shard));
                shards.add(records);
                for (ShardIndex.Entry entry : contents.pictures()) {
                    found.add(new Place(records, entry.offset()));
                    files.add(entry.origin());
                    identityNumbers.add(numbers.computeIfAbsent(entry.identity(), name -> {
                        names.add(name);
                        return names.size() - 1;
                    }));
                }
            }
        }
        this.geometry = first.geometry();
        this.teaching = first.teaching();
        this.fingerprint = Sha256.hex(digest);
        this.shards = shards;
        this.firstOfSource = List.copyOf(firsts);
        this.places = List.copyOf(found);
        this.origins = files;
        this.identities = List.copyOf(names);
        this.identityOfPicture =
                identityNumbers.stream().mapToInt(Integer::intValue).toArray();
        this.picturesOfIdentity = picturesByIdentity(identityOfPicture, identities.size());
    }

    private PreparedDataset(PreparedDataset whole, int[] kept) {
        this.geometry = whole.geometry;
        this.teaching = whole.teaching;
        this.shards = List.of(); // they are the whole one's
        MessageDigest digest = Sha256.digest();
        digest.update(whole.fingerprint.getBytes(StandardCharsets.UTF_8));
        Arrays.stream(kept).forEach(picture -> digest.update(("\n" + picture).getBytes(StandardCharsets.UTF_8)));
        this.fingerprint = Sha256.hex(digest);
        this.places = Arrays.stream(kept).mapToObj(whole.places::get).toList();
        this.origins = new ArrayList<>();
        Arrays.stream(kept).forEach(picture -> origins.add(whole.origins.get(picture)));
        this.firstOfSource = whole.firstOfSource.stream()
                .map(first -> (int)
                        Arrays.stream(kept).filter(picture -> picture < first).count())
                .toList();
        int[] people = Arrays.stream(kept).map(whole::identityOf).distinct().toArray();
        Map<Integer, Integer> numbers = new HashMap<>();
        for (int person : people) {
            numbers.put(person, numbers.size());
        }
        this.identities = Arrays.stream(people).mapToObj(whole::nameOf).toList();
        this.identityOfPicture = Arrays.stream(kept)
                .map(picture -> Objects.requireNonNull(numbers.get(whole.identityOf(picture))))
                .toArray();
        this.picturesOfIdentity = picturesByIdentity(identityOfPicture, identities.size());
    }

    /**
     * Some of the pictures, as a data set of its own.
     *
     * @param wanted whether a picture is in it, by its number here
     * @return can be read as long as this one is open
     */
    public PreparedDataset only(IntPredicate wanted) {
        return new PreparedDataset(
                this, IntStream.range(0, pictures()).filter(wanted).toArray());
    }

    private static List<int[]> picturesByIdentity(int[] identityOfPicture, int identities) {
        List<List<Integer>> pictures = new ArrayList<>();
        for (int i = 0; i < identities; i++) {
            pictures.add(new ArrayList<>());
        }
        for (int picture = 0; picture < identityOfPicture.length; picture++) {
            pictures.get(identityOfPicture[picture]).add(picture);
        }
        return pictures.stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }

    private static PreparationSettings settings(Path folder) throws IOException {
        Path file = PreparedFiles.settings(folder);
        if (!Files.exists(file)) {
            throw new DatasetException(
                    "%s is no prepared data set: it has no %s.%nMaybe prepare it: ./facegate prepare --help"
                            .formatted(folder, file.getFileName()));
        }
        return new ObjectMapper().readValue(file.toFile(), PreparationSettings.class);
    }

    public CropGeometry geometry() {
        return geometry;
    }

    /** Who gave a target to each face; null if nobody did. */
    public @Nullable Teaching teaching() {
        return teaching;
    }

    /** SHA-256 over all pictures and names. */
    public String fingerprint() {
        return fingerprint;
    }

    public int pictures() {
        return places.size();
    }

    public int identities() {
        return identities.size();
    }

    public String nameOf(int identity) {
        return identities.get(identity);
    }

    public int identityOf(int picture) {
        return identityOfPicture[picture];
    }

    /** The file that a picture was cut out of; null in data sets of before that was kept. */
    public @Nullable Origin originOf(int picture) {
        return origins.get(picture);
    }

    /** How many data sets were opened together. */
    public int sources() {
        return firstOfSource.size();
    }

    /** The pictures of one of the data sets that were opened together. */
    public int[] picturesOfSource(int source) {
        int end = source + 1 < sources() ? firstOfSource.get(source + 1) : pictures();
        return IntStream.range(firstOfSource.get(source), end).toArray();
    }

    /** The pictures of a person, at least one. */
    public int[] picturesOf(int identity) {
        return picturesOfIdentity.get(identity).clone();
    }

    /** The identities that have at least so many pictures. */
    public int[] identitiesWith(int leastPictures) {
        return IntStream.range(0, identities.size())
                .filter(identity -> picturesOfIdentity.get(identity).length >= leastPictures)
                .toArray();
    }

    /**
     * @throws IOException if it can't be read, or its checksum is wrong
     */
    public PreparedFace read(int picture) throws IOException {
        Place place = places.get(picture);
        return PreparedFace.of(place.shard.read(place.offset));
    }

    @Override
    public void close() throws IOException {
        for (RecordFile shard : shards) {
            shard.close();
        }
    }
}

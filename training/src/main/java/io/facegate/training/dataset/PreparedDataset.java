package io.facegate.training.dataset;

import io.facegate.training.dataset.PreparationSettings.Teaching;
import io.facegate.training.tfrecord.RecordFile;
import io.facegate.vision.model.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final PeopleOfPictures people;

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
        FinishedFolder first = FinishedFolder.at(folders.get(0));
        MessageDigest digest = Sha256.digest();
        List<Place> found = new ArrayList<>();
        List<@Nullable Origin> files = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<Integer> identityNumbers = new ArrayList<>();
        List<Integer> firsts = new ArrayList<>();
        for (Path path : folders) {
            FinishedFolder folder = FinishedFolder.at(path);
            folder.requireLike(first);
            firsts.add(found.size());
            Map<String, Integer> numbers = new HashMap<>();
            for (int shard = 0; shard < folder.settings().shards(); shard++) {
                ShardIndex contents = folder.index(shard);
                digest.update(contents.sha256().getBytes(StandardCharsets.UTF_8));
                contents.skipped().stream()
                        .filter(ShardIndex.Skip::removed)
                        .map(ShardIndex.Skip::picture)
                        .forEach(picture -> digest.update(
                                (picture.identity() + "\t" + picture.file()).getBytes(StandardCharsets.UTF_8)));
                RecordFile records = new RecordFile(PreparedFiles.shard(path, shard));
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
        this.geometry = first.settings().geometry();
        this.teaching = first.settings().teaching();
        this.fingerprint = Sha256.hex(digest);
        this.shards = shards;
        this.firstOfSource = List.copyOf(firsts);
        this.places = List.copyOf(found);
        this.origins = files;
        this.people = new PeopleOfPictures(
                names, identityNumbers.stream().mapToInt(Integer::intValue).toArray());
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
        this.people = whole.people.only(kept);
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
        return people.count();
    }

    public String nameOf(int identity) {
        return people.nameOf(identity);
    }

    public int identityOf(int picture) {
        return people.personOf(picture);
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
        return people.picturesOf(identity);
    }

    /** The identities that have at least so many pictures. */
    public int[] identitiesWith(int leastPictures) {
        return people.with(leastPictures);
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

package io.facegate.training.dataset;

import static java.util.stream.Collectors.toSet;

import io.facegate.training.dataset.PictureSource.LabelledPicture;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What there is to do where some pictures are prepared already: those that are new, that were replaced by another file, or
 * that could not be read the last time. Faces whose pictures are gone are struck from the tables of contents; their records
 * stay where they are, and nobody reads them.
 *
 * <p>Every picture is read for that, and compared with the digest that is kept of it. A time of modification would say the same
 * sooner, but {@code cp -p}, {@code mv}, {@code rsync -t} and archives bring that of another day along, and the picture of
 * somebody else under a name that stays is the mistake that nobody finds later. Reading is little beside finding faces.
 *
 * @param todo in the order of the listing
 * @param removed how many faces were struck out
 * @param complete false if it was asked to stop; then nothing was struck out, and there is nothing to do
 */
record Reconciliation(List<LabelledPicture> todo, int removed, boolean complete) {
    private record Key(String identity, String file) {}

    /** What a table of contents says of a picture. */
    private record Known(Key key, @Nullable Origin origin) {
        static Known of(ShardIndex.Entry entry) {
            return new Known(new Key(entry.identity(), entry.file()), entry.origin());
        }

        static Known of(ShardIndex.Skip skip) {
            return new Known(new Key(skip.picture().identity(), skip.picture().file()), skip.origin());
        }
    }

    Reconciliation {
        todo = List.copyOf(todo);
    }

    /**
     * @param source of the pictures
     * @param progress is told how many pictures need no work, whenever some are found
     * @param stop is asked between pictures
     * @throws DatasetException if the folder has faces, and none of them is of these pictures
     */
    static Reconciliation of(
            PreparedFolder prepared,
            List<LabelledPicture> pictures,
            PictureSource source,
            IntConsumer progress,
            BooleanSupplier stop)
            throws IOException {
        Map<Key, LabelledPicture> listed = new HashMap<>();
        pictures.forEach(picture -> listed.put(key(picture, source), picture));
        Map<Integer, ShardIndex> shards = prepared.indexes();
        Set<Known> unchanged = unchanged(shards.values(), listed, progress, stop);
        if (stop.getAsBoolean()) {
            return new Reconciliation(List.of(), 0, false);
        }
        Map<Integer, ShardIndex> changed = new TreeMap<>();
        int known = 0;
        int removed = 0;
        for (Map.Entry<Integer, ShardIndex> shard : shards.entrySet()) {
            ShardIndex index = shard.getValue();
            ShardIndex left = index.keeping(
                    entry -> unchanged.contains(Known.of(entry)), skip -> unchanged.contains(Known.of(skip)));
            known += index.pictures().size();
            removed += index.pictures().size() - left.pictures().size();
            if (!left.equals(index)) {
                changed.put(shard.getKey(), left);
            }
        }
        if (known > 0 && removed == known && !listed.isEmpty()) {
            throw new DatasetException(
                    "The folder has %d faces, and none of the %d pictures is among theirs.%nMaybe choose another folder, or remove it. A training can use several."
                            .formatted(known, listed.size()));
        }
        for (Map.Entry<Integer, ShardIndex> shard : changed.entrySet()) {
            prepared.write(shard.getKey(), shard.getValue());
        }
        Set<Key> done = unchanged.stream().map(Known::key).collect(toSet());
        return new Reconciliation(
                pictures.stream()
                        .filter(picture -> !done.contains(key(picture, source)))
                        .toList(),
                removed,
                true);
    }

    private static Key key(LabelledPicture picture, PictureSource source) {
        return new Key(picture.identity(), source.relative(picture.file()));
    }

    /** Those of the tables of contents whose files are what they were. */
    private static Set<Known> unchanged(
            Collection<ShardIndex> shards,
            Map<Key, LabelledPicture> listed,
            IntConsumer progress,
            BooleanSupplier stop) {
        List<Known> known = shards.stream()
                .flatMap(shard -> Stream.concat(
                        shard.pictures().stream().map(Known::of),
                        shard.skipped().stream().filter(ShardIndex.Skip::lasts).map(Known::of)))
                .toList();
        return known.parallelStream()
                .filter(each -> !stop.getAsBoolean() && isUnchanged(each, listed.get(each.key())))
                .peek(each -> progress.accept(1))
                .collect(toSet());
    }

    private static boolean isUnchanged(Known known, @Nullable LabelledPicture picture) {
        return picture != null && (known.origin() == null || known.origin().isOf(picture.file()));
    }
}

package io.facegate.training.dataset;

import io.facegate.training.dataset.PictureSource.LabelledPicture;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What there is to do where some pictures are prepared already: those that are new, that were replaced by a file of another
 * length, or that could not be read the last time. Faces whose pictures are gone are struck from the tables of contents; their
 * records stay where they are, and nobody reads them.
 *
 * @param todo in the order of the listing
 * @param kept how many are prepared, or skipped for a reason that stays
 * @param removed how many faces were struck out
 */
record Reconciliation(List<LabelledPicture> todo, int kept, int removed) {
    static final String UNREADABLE = "unreadable";
    static final String REMOVED = "removed";

    private record Key(String identity, String file) {}

    Reconciliation {
        todo = List.copyOf(todo);
    }

    /**
     * @param source of the pictures
     * @throws DatasetException if the folder has faces, and none of them is of these pictures
     */
    static Reconciliation of(PreparedFolder prepared, List<LabelledPicture> pictures, PictureSource source)
            throws IOException {
        Map<Key, LabelledPicture> open = new HashMap<>();
        pictures.forEach(picture -> open.put(new Key(picture.identity(), source.relative(picture.file())), picture));
        int listed = open.size();
        int known = 0;
        Map<Integer, ShardIndex> changed = new HashMap<>();
        int removed = 0;
        for (int shard = 0; shard < prepared.shards(); shard++) {
            if (!prepared.has(shard)) {
                continue;
            }
            ShardIndex index = prepared.index(shard);
            List<ShardIndex.Entry> entries = new ArrayList<>();
            List<ShardIndex.Skip> skips = new ArrayList<>();
            for (ShardIndex.Entry entry : index.pictures()) {
                if (takes(open, new Key(entry.identity(), entry.file()), entry.origin())) {
                    entries.add(entry);
                } else {
                    skips.add(new ShardIndex.Skip(
                            new SkippedPicture(entry.identity(), entry.file(), REMOVED), entry.origin()));
                    removed++;
                }
            }
            for (ShardIndex.Skip skip : index.skipped()) {
                SkippedPicture picture = skip.picture();
                if (picture.reason().equals(REMOVED)
                        || (!picture.reason().equals(UNREADABLE)
                                && takes(open, new Key(picture.identity(), picture.file()), skip.origin()))) {
                    skips.add(skip);
                }
            }
            known += index.pictures().size();
            if (entries.size() != index.pictures().size()
                    || skips.size() != index.skipped().size()) {
                changed.put(shard, new ShardIndex(index.sha256(), entries, skips));
            }
        }
        if (known > 0 && removed == known && listed > 0) {
            throw new DatasetException(
                    "The folder has %d faces, and none of the %d pictures is among theirs.%nMaybe choose another folder, or remove it. A training can use several."
                            .formatted(known, listed));
        }
        for (Map.Entry<Integer, ShardIndex> shard : changed.entrySet()) {
            prepared.write(shard.getKey(), shard.getValue());
        }
        List<LabelledPicture> todo = pictures.stream()
                .filter(picture -> open.containsKey(new Key(picture.identity(), source.relative(picture.file()))))
                .toList();
        return new Reconciliation(todo, listed - todo.size(), removed);
    }

    /** Takes it from what is to be done, if it is still the same file. */
    private static boolean takes(Map<Key, LabelledPicture> open, Key key, @Nullable Origin origin) throws IOException {
        LabelledPicture picture = open.get(key);
        if (picture == null || (origin != null && Files.size(picture.file()) != origin.bytes())) {
            return false;
        }
        open.remove(key);
        return true;
    }
}

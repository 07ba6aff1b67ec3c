package io.facegate.training.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The table of contents of a shard: a text file beside it, which is written last, so a shard with an index is whole.
 *
 * <p>Its first line is the shard's SHA-256; then comes a line for each picture, fields separated by tabs: the record's
 * offset, or {@code -} if the picture was skipped; the identity; the file, relative to the source; for a skipped picture
 * the reason; and the file's length and digest, which older data sets don't have.
 *
 * @param sha256 of the shard
 * @param pictures in the shard's order
 * @param skipped pictures that are not in the shard, or not any more
 */
record ShardIndex(String sha256, List<Entry> pictures, List<Skip> skipped) {
    private static final String SKIPPED = "-";

    record Entry(
            long offset,
            String identity,
            String file,
            @Nullable Origin origin) {}

    record Skip(SkippedPicture picture, @Nullable Origin origin) {
        /** Of a face that was in the shard. */
        boolean removed() {
            return picture.reason().equals(SkippedPicture.REMOVED);
        }

        /** Whether trying again would give the same, as long as it is the same file. */
        boolean lasts() {
            return !removed() && !picture.reason().equals(SkippedPicture.UNREADABLE);
        }
    }

    ShardIndex {
        pictures = List.copyOf(pictures);
        skipped = List.copyOf(skipped);
    }

    /**
     * @param faces all others count as removed
     * @param skips all others are forgotten, so that they are tried again; what was removed stays so
     */
    ShardIndex keeping(Predicate<Entry> faces, Predicate<Skip> skips) {
        Stream<Skip> removed = pictures.stream()
                .filter(faces.negate())
                .map(entry ->
                        new Skip(new SkippedPicture(entry.identity, entry.file, SkippedPicture.REMOVED), entry.origin));
        Stream<Skip> staying = skipped.stream().filter(skip -> skip.removed() || skips.test(skip));
        return new ShardIndex(
                sha256,
                pictures.stream().filter(faces).toList(),
                Stream.concat(removed, staying).toList());
    }

    void write(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(sha256);
        pictures.forEach(
                entry -> lines.add(line(entry.origin, Long.toString(entry.offset), entry.identity, entry.file)));
        skipped.forEach(skip -> lines.add(
                line(skip.origin, SKIPPED, skip.picture.identity(), skip.picture.file(), skip.picture.reason())));
        Files.write(file, lines);
    }

    private static String line(@Nullable Origin origin, String... fields) {
        String line = String.join("\t", fields);
        return origin == null ? line : line + "\t" + origin;
    }

    static ShardIndex read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<Entry> pictures = new ArrayList<>();
        List<Skip> skipped = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split("\t", -1);
            if (fields[0].equals(SKIPPED)) {
                skipped.add(new Skip(new SkippedPicture(fields[1], fields[2], fields[3]), origin(fields, 4)));
            } else {
                pictures.add(new Entry(Long.parseLong(fields[0]), fields[1], fields[2], origin(fields, 3)));
            }
        }
        return new ShardIndex(lines.get(0), pictures, skipped);
    }

    private static @Nullable Origin origin(String[] fields, int column) {
        return fields.length > column ? Origin.of(fields[column]) : null;
    }
}

package io.facegate.training.dataset;

import java.nio.file.Path;

/** What the files of a prepared data set are called. */
final class PreparedFiles {
    private PreparedFiles() {}

    static Path settings(Path folder) {
        return folder.resolve("prepared.json");
    }

    static Path shard(Path folder, int number) {
        return folder.resolve("shard-%05d.tfrecord".formatted(number));
    }

    static Path index(Path folder, int number) {
        return folder.resolve("shard-%05d.tsv".formatted(number));
    }

    static Path unfinished(Path file) {
        return file.resolveSibling(file.getFileName() + ".unfinished");
    }
}

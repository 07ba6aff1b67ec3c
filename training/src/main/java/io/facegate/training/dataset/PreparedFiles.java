package io.facegate.training.dataset;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

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

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}

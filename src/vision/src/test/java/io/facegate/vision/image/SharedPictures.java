package io.facegate.vision.image;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The pictures of the shared data set, which is not part of the repository. */
final class SharedPictures {
    private SharedPictures() {}

    /** Skips the test where the data set is missing. */
    static Path folder(String name) {
        Path folder = Path.of(System.getProperty("facegate.shared", "../../../shared"), "faces", name);
        assumeTrue(Files.isDirectory(folder), "skipped: the shared data set is not at " + folder);
        return folder;
    }
}

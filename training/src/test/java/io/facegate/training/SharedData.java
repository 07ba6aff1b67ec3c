package io.facegate.training;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The shared pictures, weights and golden values. A test that asks for one is skipped where there are none. */
public final class SharedData {
    private static final Path FOLDER = Path.of(System.getProperty("facegate.shared"));

    private SharedData() {}

    public static Path path(String relative) {
        assumeTrue(Files.isDirectory(FOLDER), () -> "Skipped: the shared data set is not at " + FOLDER);
        return FOLDER.resolve(relative);
    }
}

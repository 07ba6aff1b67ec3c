package io.facegate.training.tracking;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Which version of this program runs. */
public final class SourceRevision {
    static final String UNKNOWN = "unknown";

    /** Written by the build. */
    private static final String FILE = "revision.txt";

    private SourceRevision() {}

    /**
     * The git commit that this program was built of, whatever folder it runs in, with {@code -dirty} if its sources were
     * changed since; {@code unknown} if it was built outside of its repository.
     */
    public static String current() {
        try (InputStream built = SourceRevision.class.getResourceAsStream(FILE)) {
            return built == null ? UNKNOWN : new String(built.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

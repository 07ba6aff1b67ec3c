package io.facegate.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Tells a file from what it was in an earlier run.
 *
 * @param bytes its size
 * @param modified when it was last changed, in milliseconds since 1970
 */
record PictureVersion(long bytes, long modified) {
    /** Of a file that can't be read. */
    private static final PictureVersion NONE = new PictureVersion(0, 0);

    private static final PictureVersion UNCHANGING = new PictureVersion(0, 1);

    /** Of what never changes: another content has another name. */
    static PictureVersion unchanging() {
        return UNCHANGING;
    }

    static PictureVersion of(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.isRegularFile() && Files.isReadable(file)
                    ? new PictureVersion(
                            attributes.size(), attributes.lastModifiedTime().toMillis())
                    : NONE;
        } catch (IOException e) {
            return NONE;
        }
    }

    boolean readable() {
        return !equals(NONE);
    }
}

package io.facegate.training.dataset;

import io.facegate.vision.model.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * The file that a face was cut out of, by its content: to see that a picture was replaced, and that two data sets share one
 * under different names.
 *
 * @param bytes its length
 * @param digest the first eight bytes of its SHA-256: of ten million files, two are the same with a probability of 3e-6
 */
public record Origin(long bytes, long digest) {
    static Origin of(byte[] content) {
        MessageDigest sha256 = Sha256.digest();
        long digest = 0;
        byte[] whole = sha256.digest(content);
        for (int i = 0; i < Long.BYTES; i++) {
            digest = digest << Byte.SIZE | (whole[i] & 0xff);
        }
        return new Origin(content.length, digest);
    }

    /** What {@link #toString} gives. */
    static Origin of(String text) {
        int colon = text.indexOf(':');
        return new Origin(
                Long.parseLong(text.substring(0, colon)), HexFormat.fromHexDigitsToLong(text.substring(colon + 1)));
    }

    /** Whether this is the content of the file; one of another length isn't read for it, and an unreadable one has none. */
    boolean isOf(Path file) {
        try {
            return Files.size(file) == bytes && equals(of(Files.readAllBytes(file)));
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return bytes + ":" + HexFormat.of().toHexDigits(digest);
    }
}

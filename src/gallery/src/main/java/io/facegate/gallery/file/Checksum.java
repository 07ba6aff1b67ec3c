package io.facegate.gallery.file;

import io.facegate.vision.model.Sha256;
import java.security.MessageDigest;

/** SHA-256 over the lines of a file, each with its line feed. */
final class Checksum {
    private final MessageDigest digest = Sha256.digest();

    void add(byte[] line) {
        digest.update(line);
        digest.update((byte) '\n');
    }

    /** In hexadecimal digits; it begins anew. */
    String take() {
        return Sha256.hex(digest);
    }
}

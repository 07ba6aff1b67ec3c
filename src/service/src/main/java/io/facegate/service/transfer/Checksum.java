package io.facegate.service.transfer;

import io.facegate.service.digest.Sha256;
import java.security.MessageDigest;
import java.util.HexFormat;

/** SHA-256 over the lines of a file, each with its line feed. */
final class Checksum {
    private final MessageDigest digest = Sha256.begin();

    void add(byte[] line) {
        digest.update(line);
        digest.update((byte) '\n');
    }

    /** In hexadecimal digits; it begins anew. */
    String take() {
        return HexFormat.of().formatHex(digest.digest());
    }
}

package io.facegate.service.transfer;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over the lines of a file, each with its line feed. */
final class Checksum {
    private final MessageDigest digest;

    Checksum() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform must have SHA-256", e);
        }
    }

    void add(byte[] line) {
        digest.update(line);
        digest.update((byte) '\n');
    }

    /** In hexadecimal digits; it begins anew. */
    String take() {
        return HexFormat.of().formatHex(digest.digest());
    }
}

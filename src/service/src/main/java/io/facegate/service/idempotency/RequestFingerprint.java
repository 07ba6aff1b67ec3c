package io.facegate.service.idempotency;

import io.facegate.gallery.ContentHash;
import io.facegate.vision.model.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/** SHA-256 of what a request asks for: the same request, however it is encoded, has the same one. */
public final class RequestFingerprint {
    private final byte[] hash;

    private RequestFingerprint(byte[] hash) {
        this.hash = hash;
    }

    /**
     * @param what whom the request is about and how it is to be worked on
     * @param contents what it brings, in its order
     */
    public static RequestFingerprint of(String what, List<ContentHash> contents) {
        MessageDigest digest = Sha256.digest();
        contents.forEach(content -> digest.update(content.bytes()));
        return new RequestFingerprint(digest.digest(what.getBytes(StandardCharsets.UTF_8)));
    }

    byte[] bytes() {
        return hash.clone();
    }
}

package io.facegate.gallery;

import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.model.Sha256;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * SHA-256 of what was enrolled: of the picture's bytes, or of the embedding where no picture was sent. It makes
 * enrolment idempotent: the same content for the same identity and model is the same template.
 */
public final class ContentHash {
    private static final int BYTES = 32;

    private final byte[] bytes;

    private ContentHash(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException(
                    "A content hash has %d bytes, and this has %d".formatted(BYTES, bytes.length));
        }
        this.bytes = bytes;
    }

    public static ContentHash of(byte[] hash) {
        return new ContentHash(hash.clone());
    }

    public static ContentHash ofPicture(byte[] picture) {
        return new ContentHash(Sha256.digest().digest(picture));
    }

    public static ContentHash ofEmbedding(Embedding embedding) {
        float[] values = embedding.values();
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Float.BYTES);
        buffer.asFloatBuffer().put(values);
        return new ContentHash(Sha256.digest().digest(buffer.array()));
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof ContentHash other && Arrays.equals(bytes, other.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}

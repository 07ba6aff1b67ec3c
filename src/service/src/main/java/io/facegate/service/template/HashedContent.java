package io.facegate.service.template;

import io.facegate.gallery.ContentHash;
import io.facegate.vision.embedding.Embedding;

/**
 * What is to be enrolled, with its hash, which a worker has computed.
 *
 * @param value a picture's bytes, or an embedding
 */
public record HashedContent<T>(T value, ContentHash hash) {
    public static HashedContent<byte[]> ofPicture(byte[] picture) {
        return new HashedContent<>(picture, ContentHash.ofPicture(picture));
    }

    public static HashedContent<Embedding> ofEmbedding(Embedding embedding) {
        return new HashedContent<>(embedding, ContentHash.ofEmbedding(embedding));
    }
}

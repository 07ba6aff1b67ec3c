package io.facegate.service.embedding;

import com.fasterxml.jackson.annotation.JsonValue;
import io.facegate.vision.embedding.Embedding;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * An embedding in an answer, for those who may make embeddings.
 *
 * @param values of length 1; personal data
 */
@RegisterForReflection
@SuppressWarnings("ArrayRecordComponent") // written once, never compared
public record EmbeddingValues(@JsonValue float[] values) {
    public static EmbeddingValues of(Embedding embedding) {
        return new EmbeddingValues(embedding.values());
    }

    /** Without the values. */
    @Override
    public String toString() {
        return "EmbeddingValues[%d]".formatted(values.length);
    }
}

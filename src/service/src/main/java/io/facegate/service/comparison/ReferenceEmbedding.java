package io.facegate.service.comparison;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.facegate.service.embedding.ReceivedEmbedding;
import io.facegate.service.web.json.BoundedJson;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.vision.embedding.Embedding;

/** The text of {@code ref_embedding}: a JSON array of numbers, bare or within quotes as a JSON string. */
final class ReferenceEmbedding {
    /** Embeddings have some thousand values at most. */
    private static final long MOST_TOKENS = 10_000;

    private static final ObjectMapper JSON = BoundedJson.mapper(MOST_TOKENS);

    private ReferenceEmbedding() {}

    /**
     * @throws ProblemException if it is no embedding of the embedder that it must be of
     */
    static Embedding parse(String text, ReceivedEmbedding embedding) {
        JsonNode array = read(text);
        return embedding.read(array.isTextual() ? read(array.textValue()) : array, ComparePart.REF_EMBEDDING);
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) { // its message has the text
            throw ReceivedEmbedding.malformed(ComparePart.REF_EMBEDDING, "It must be a JSON array of numbers.");
        }
    }
}

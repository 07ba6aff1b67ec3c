package io.facegate.service.comparison;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import io.facegate.service.web.upload.BoundedJson;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.model.ModelId;

/** The text of {@code ref_embedding}: a JSON array of numbers, bare or within quotes as a JSON string. */
final class ReferenceEmbedding {
    /** Embeddings have some thousand values at most. */
    private static final long MOST_TOKENS = 10_000;

    private static final ObjectMapper JSON = BoundedJson.mapper(MOST_TOKENS);

    private ReferenceEmbedding() {}

    /**
     * @param model the embedder that it must be of
     * @param dimension length of that embedder's embeddings
     * @throws ProblemException if it is none, or none of that length
     */
    static Embedding parse(String text, ModelId model, int dimension) {
        JsonNode array = read(text);
        if (array.isTextual()) {
            array = read(array.textValue());
        }
        if (!array.isArray()) {
            throw malformed("It must be a JSON array of numbers.");
        }
        if (array.size() != dimension) {
            throw new ProblemException(
                    ProblemType.EMBEDDING_DIMENSION_MISMATCH,
                    ComparePart.REF_EMBEDDING,
                    "ref_embedding has %d values; those of model %s have %d."
                            .formatted(array.size(), model, dimension));
        }
        float[] values = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            if (!array.get(i).isNumber()) {
                throw malformed("Every value must be a number.");
            }
            values[i] = array.get(i).floatValue();
        }
        try {
            return Embedding.of(model, values);
        } catch (IllegalArgumentException e) {
            throw malformed("Its values must be finite, and not all zero.");
        }
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) { // its message has the text
            throw malformed("It must be a JSON array of numbers.");
        }
    }

    private static ProblemException malformed(String why) {
        return new ProblemException(
                ProblemType.EMBEDDING_MALFORMED, ComparePart.REF_EMBEDDING, "ref_embedding is no embedding. " + why);
    }
}

package io.facegate.service.embedding;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import io.facegate.vision.embedding.Embedder;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.model.ModelId;

/** Reads an embedding that a request brings as a JSON array of numbers. */
public final class ReceivedEmbedding {
    private final ModelId model;
    private final int dimension;

    /** One that must be of this embedder, and so of this length. */
    public ReceivedEmbedding(ModelId model, int dimension) {
        this.model = model;
        this.dimension = dimension;
    }

    /** One that must be of this embedder. */
    public static ReceivedEmbedding by(Embedder embedder) {
        return new ReceivedEmbedding(embedder.model(), embedder.dimension());
    }

    public ModelId model() {
        return model;
    }

    /**
     * @param part of the request, which had the array
     * @throws ProblemException if it is no embedding, or none of this length
     */
    public Embedding read(JsonNode array, String part) {
        if (!array.isArray()) {
            throw malformed(part, "It must be a JSON array of numbers.");
        }
        if (array.size() != dimension) {
            throw new ProblemException(
                    ProblemType.EMBEDDING_DIMENSION_MISMATCH,
                    part,
                    "%s has %d values; those of model %s have %d.".formatted(part, array.size(), model, dimension));
        }
        float[] values = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            if (!array.get(i).isNumber()) {
                throw malformed(part, "Every value must be a number.");
            }
            values[i] = array.get(i).floatValue();
        }
        try {
            return Embedding.of(model, values);
        } catch (IllegalArgumentException e) {
            throw malformed(part, "Its values must be finite, and not all zero.");
        }
    }

    /**
     * @param part of the request, which should have had an embedding
     */
    public static ProblemException malformed(String part, String why) {
        return new ProblemException(ProblemType.EMBEDDING_MALFORMED, part, part + " is no embedding. " + why);
    }
}

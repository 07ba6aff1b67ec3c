package io.facegate.service.enrolment;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.facegate.service.problem.ProblemException;
import io.facegate.service.problem.ProblemType;
import io.facegate.service.upload.JsonBody;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.model.ModelId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Describes, and reads, the body that enrols embeddings. */
@Schema(name = "EmbeddingsToEnrol")
record EmbeddingsBody(
        @Schema(required = true, description = "1 to 100 embeddings of the person, of the gallery's embedder")
        List<List<Float>> embeddings,

        @JsonProperty(EmbeddingsBody.MODEL)
        @Schema(description = "Id of the embedder; if it is given, it must be the gallery's")
        String model) {
    private static final String EMBEDDINGS = "embeddings";
    private static final String MODEL = "model";
    private static final int MOST = 100;
    private static final int LONGEST_MODEL_ID = 64;

    /**
     * @param model the embedder that they must be of
     * @param dimension length of that embedder's embeddings
     * @throws ProblemException if one of them is none, or of another length or model
     */
    static List<Embedding> read(JsonBody body, ModelId model, int dimension) {
        body.allow(Set.of(EMBEDDINGS, MODEL));
        body.text(MODEL, LONGEST_MODEL_ID)
                .filter(named -> !named.equals(model.value()))
                .ifPresent(other -> {
                    throw new ProblemException(
                            ProblemType.EMBEDDING_MODEL_MISMATCH,
                            MODEL,
                            "The embeddings are of another model than %s, which is served.".formatted(model));
                });
        JsonNode list = body.value(EMBEDDINGS)
                .filter(value -> value instanceof ArrayNode && !value.isEmpty() && value.size() <= MOST)
                .orElseThrow(
                        () -> JsonBody.invalid(EMBEDDINGS, "must be a list of 1 to %d embeddings".formatted(MOST)));
        List<Embedding> embeddings = new ArrayList<>(list.size());
        for (JsonNode values : list) {
            embeddings.add(embedding(values, embeddings.size(), model, dimension));
        }
        return embeddings;
    }

    private static Embedding embedding(JsonNode array, int index, ModelId model, int dimension) {
        String part = "%s[%d]".formatted(EMBEDDINGS, index);
        if (!array.isArray()) {
            throw malformed(part, "It must be a JSON array of numbers.");
        }
        if (array.size() != dimension) {
            throw new ProblemException(
                    ProblemType.EMBEDDING_DIMENSION_MISMATCH,
                    part,
                    "It has %d values; embeddings of model %s have %d.".formatted(array.size(), model, dimension));
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

    private static ProblemException malformed(String part, String why) {
        return new ProblemException(ProblemType.EMBEDDING_MALFORMED, part, "This is no embedding. " + why);
    }
}

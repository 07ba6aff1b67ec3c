package io.facegate.service.enrolment;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.facegate.service.embedding.ReceivedEmbedding;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import io.facegate.service.web.upload.JsonBody;
import io.facegate.vision.embedding.Embedding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Describes, and reads, the body that enrols embeddings. */
@Schema(name = "EmbeddingsToEnrol")
record EmbeddingsBody(
        @Schema(required = true, description = "1 to 100 embeddings of the person, of the gallery's embedder")
        List<List<Float>> embeddings,

        @JsonProperty(EmbeddingsBody.MODEL)
        @Schema(
                description =
                        "Id of the embedder: the gallery's, which is the default, or while the gallery moves, the one"
                                + " that it moves to")
        String model) {
    private static final String EMBEDDINGS = "embeddings";
    private static final String MODEL = "model";
    private static final int MOST = 100;
    private static final int LONGEST_MODEL_ID = 64;

    /**
     * @param readers of the embeddings that they may be; the first, unless the body names another's model
     * @throws ProblemException if one of them is none, or of another length or model
     */
    static List<Embedding> read(JsonBody body, List<ReceivedEmbedding> readers) {
        body.allow(Set.of(EMBEDDINGS, MODEL));
        ReceivedEmbedding reader = body.text(MODEL, LONGEST_MODEL_ID)
                .map(named -> named(named, readers))
                .orElse(readers.get(0));
        JsonNode list = body.value(EMBEDDINGS)
                .filter(value -> value instanceof ArrayNode && !value.isEmpty() && value.size() <= MOST)
                .orElseThrow(
                        () -> JsonBody.invalid(EMBEDDINGS, "must be a list of 1 to %d embeddings".formatted(MOST)));
        List<Embedding> embeddings = new ArrayList<>(list.size());
        for (JsonNode values : list) {
            embeddings.add(reader.read(values, "%s[%d]".formatted(EMBEDDINGS, embeddings.size())));
        }
        return embeddings;
    }

    private static ReceivedEmbedding named(String model, List<ReceivedEmbedding> readers) {
        return readers.stream()
                .filter(reader -> reader.model().value().equals(model))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        ProblemType.EMBEDDING_MODEL_MISMATCH,
                        MODEL,
                        "The embeddings are of another model than the gallery's: %s."
                                .formatted(readers.stream()
                                        .map(reader -> reader.model().value())
                                        .collect(Collectors.joining(", ")))));
    }
}

package io.facegate.service.enrolment;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.service.embedding.ReceivedEmbedding;
import io.facegate.service.gallery.NamedModel;
import io.facegate.service.web.json.TypedField;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import io.facegate.vision.embedding.Embedding;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body that enrols embeddings. */
@RegisterForReflection
@Schema(name = "EmbeddingsToEnrol")
record EmbeddingsToEnrol(
        @JsonProperty(EmbeddingsToEnrol.EMBEDDINGS)
        @Schema(
                required = true,
                implementation = float[][].class,
                description = "1 to 100 embeddings of the person, of the gallery's embedder")
        Arrays embeddings,

        @JsonProperty(EmbeddingsToEnrol.MODEL)
        @Schema(
                description =
                        "Id of the embedder: the gallery's, which is the default, or while the gallery moves, the one"
                                + " that it moves to")
        @Nullable
        NamedModel model) {
    private static final String EMBEDDINGS = "embeddings";
    private static final String MODEL = "model";
    private static final int MOST = 100;
    private static final String MUST = "must be a list of 1 to %d embeddings".formatted(MOST);

    EmbeddingsToEnrol {
        TypedField.require(EMBEDDINGS, embeddings);
    }

    /** Arrays of numbers, which only an embedder makes embeddings of. */
    record Arrays(List<JsonNode> values) {
        Arrays {
            if (values.isEmpty() || values.size() > MOST) {
                throw new IllegalArgumentException(MUST);
            }
        }

        private static Arrays of(JsonNode list) {
            return new Arrays(
                    list.isArray()
                            ? StreamSupport.stream(list.spliterator(), false).toList()
                            : List.of());
        }

        /** Reads them. */
        @Singleton
        static final class Field extends TypedField<Arrays> {
            Field() {
                super(Arrays.class, Arrays::of);
            }
        }
    }

    /**
     * @param readers of the embeddings that they may be; the first, unless the body names another's model
     * @throws ProblemException if one of them is none, or of another length or model
     */
    List<Embedding> by(List<ReceivedEmbedding> readers) {
        ReceivedEmbedding reader = model == null ? readers.get(0) : named(model, readers);
        List<Embedding> read = new ArrayList<>();
        for (JsonNode values : embeddings.values()) {
            read.add(reader.read(values, "%s[%d]".formatted(EMBEDDINGS, read.size())));
        }
        return read;
    }

    private static ReceivedEmbedding named(NamedModel model, List<ReceivedEmbedding> readers) {
        return readers.stream()
                .filter(reader -> model.is(reader.model()))
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

package io.facegate.service.embedding;

import io.facegate.service.face.FaceReading;
import io.facegate.service.face.FoundFace;
import io.facegate.vision.embedding.Embedding;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The embedding of one face. */
@Schema(description = "The embedding of one face of the picture")
@SuppressWarnings("ArrayRecordComponent") // written once, never compared
public record EmbeddingResponse(
        @Schema(description = "A vector of length 1. It is personal data: treat it like a password's hash")
        float[] embedding,

        @Schema(
                description = "Id of the embedder; embeddings of different embedders can't be compared",
                examples = "face-mbf-8c1d5e20")
        String model,

        @Schema(description = "How many values the embedding has", examples = "512")
        int dimension,

        FoundFace face) {

    static EmbeddingResponse of(FaceReading.Read read) {
        Embedding embedding = read.face().embedding();
        return new EmbeddingResponse(
                embedding.values(), embedding.model().value(), embedding.dimension(), FoundFace.of(read.probe()));
    }
}

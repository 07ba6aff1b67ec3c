package io.facegate.service.embedding;

import io.facegate.service.face.FoundFace;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The embeddings of a picture's faces. */
@Schema(description = "The embeddings of the chosen faces, the largest face first")
public record EmbeddingsResponse(
        @Schema(
                description = "Id of the embedder; embeddings of different embedders can't be compared",
                examples = "face-mbf-8c1d5e20")
        String model,

        @Schema(description = "How many values each embedding has", examples = "512")
        int dimension,

        @Schema(description = "Of the upright picture, in pixels", examples = "800")
        int width,

        @Schema(description = "Of the upright picture, in pixels", examples = "600")
        int height,

        List<FaceEmbedding> faces) {

    /** One of them. */
    @Schema(description = "A face and its embedding")
    @SuppressWarnings("ArrayRecordComponent") // written once, never compared
    public record FaceEmbedding(
            @Schema(description = "A vector of length 1. It is personal data: treat it like a password's hash")
            float[] embedding,

            FoundFace face) {}
}

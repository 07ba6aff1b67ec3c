package io.facegate.service.embedding;

import io.facegate.service.face.FaceReading;
import io.facegate.service.face.FoundFace;
import io.facegate.service.face.ProbeFace;
import io.facegate.vision.FacePipeline.EmbeddedPicture;
import io.facegate.vision.embedding.Embedding;
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

    static EmbeddingsResponse of(FaceReading.Read read) {
        EmbeddedPicture picture = read.picture();
        Embedding first = read.face().embedding();
        return new EmbeddingsResponse(
                first.model().value(),
                first.dimension(),
                picture.width(),
                picture.height(),
                picture.faces().stream()
                        .map(face ->
                                new FaceEmbedding(face.embedding().values(), FoundFace.of(ProbeFace.of(face, picture))))
                        .toList());
    }

    /** One of them. */
    @Schema(description = "A face and its embedding")
    @SuppressWarnings("ArrayRecordComponent") // written once, never compared
    public record FaceEmbedding(
            @Schema(description = "A vector of length 1. It is personal data: treat it like a password's hash")
            float[] embedding,

            FoundFace face) {}
}

package io.facegate.service.embedding;

import io.facegate.service.embedding.EmbeddingsResponse.FaceEmbedding;
import io.facegate.service.face.FoundFace;
import io.facegate.service.face.ProbeFace;
import io.facegate.service.inference.InferenceExecutor;
import io.facegate.service.inference.ServedModels;
import io.facegate.vision.FacePipeline.EmbeddedFace;
import io.facegate.vision.FacePipeline.EmbeddedPicture;
import io.facegate.vision.detection.FaceChoice;
import io.facegate.vision.embedding.FaceEmbedder;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

@Singleton
final class EmbeddingService {
    private final InferenceExecutor executor;
    private final ServedModels models;

    EmbeddingService(InferenceExecutor executor, ServedModels models) {
        this.executor = executor;
        this.models = models;
    }

    /** One face: the choice must be of one. */
    Uni<EmbeddingResponse> embedOne(byte[] picture, FaceChoice choice) {
        return executor.compute(List.of(picture), () -> one(models.pipeline().embedPicture(picture, choice)));
    }

    Uni<EmbeddingsResponse> embed(byte[] picture, FaceChoice choice) {
        return executor.compute(List.of(picture), () -> all(models.pipeline().embedPicture(picture, choice)));
    }

    private static EmbeddingResponse one(EmbeddedPicture picture) {
        EmbeddedFace chosen = picture.faces().get(0);
        return new EmbeddingResponse(
                chosen.embedding().values(),
                chosen.embedding().model().value(),
                chosen.embedding().dimension(),
                FoundFace.of(ProbeFace.of(chosen, picture)));
    }

    private EmbeddingsResponse all(EmbeddedPicture picture) {
        FaceEmbedder embedder = models.pipeline().embedder();
        return new EmbeddingsResponse(
                embedder.model().value(),
                embedder.dimension(),
                picture.width(),
                picture.height(),
                picture.faces().stream()
                        .map(face ->
                                new FaceEmbedding(face.embedding().values(), FoundFace.of(ProbeFace.of(face, picture))))
                        .toList());
    }
}

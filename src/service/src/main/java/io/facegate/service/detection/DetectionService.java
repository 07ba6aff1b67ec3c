package io.facegate.service.detection;

import io.facegate.service.face.FoundFace;
import io.facegate.service.inference.InferenceExecutor;
import io.facegate.service.inference.ModelCatalog;
import io.facegate.service.inference.ServedModels;
import io.facegate.vision.FacePipeline.Detection;
import io.facegate.vision.image.PictureRejectedException;
import io.facegate.vision.image.Rejection;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

@Singleton
final class DetectionService {
    private final InferenceExecutor executor;
    private final ServedModels models;
    private final ModelCatalog catalog;

    DetectionService(InferenceExecutor executor, ServedModels models, ModelCatalog catalog) {
        this.executor = executor;
        this.models = models;
        this.catalog = catalog;
    }

    Uni<DetectionResponse> detect(byte[] picture) {
        return executor.compute(
                List.of(picture), () -> response(models.pipeline().detect(picture)));
    }

    private DetectionResponse response(Detection detection) {
        if (detection.faces().isEmpty()) {
            throw new PictureRejectedException(Rejection.NO_FACE, "There is no face in the picture.");
        }
        return new DetectionResponse(
                catalog.detector().id().value(),
                detection.width(),
                detection.height(),
                detection.faces().stream()
                        .map(face -> FoundFace.of(face, detection.width(), detection.height()))
                        .toList());
    }
}

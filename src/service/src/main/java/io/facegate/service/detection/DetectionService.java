package io.facegate.service.detection;

import io.facegate.service.face.PictureRefusal;
import io.facegate.service.inference.InferenceExecutor;
import io.facegate.service.inference.ModelCatalog;
import io.facegate.service.inference.ServedModels;
import io.facegate.vision.FacePipeline.Detection;
import io.facegate.vision.image.PictureRejectedException;
import io.facegate.vision.image.Rejection;
import io.facegate.vision.model.ModelId;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/** Finds every face of a picture. */
@Singleton
public final class DetectionService {
    private final InferenceExecutor executor;
    private final ServedModels models;
    private final ModelId detector;

    DetectionService(InferenceExecutor executor, ServedModels models, ModelCatalog catalog) {
        this.executor = executor;
        this.models = models;
        this.detector = catalog.detector().id();
    }

    /**
     * @param picture encoded
     */
    public Uni<DetectionOutcome> detect(byte[] picture) {
        return executor.compute(List.of(picture), () -> detectNow(picture));
    }

    private DetectionOutcome detectNow(byte[] picture) {
        Detection detection;
        try {
            detection = models.pipeline().detect(picture);
        } catch (PictureRejectedException e) {
            return new DetectionOutcome.Refused(PictureRefusal.Rejected.of(e));
        }
        return detection.faces().isEmpty()
                ? new DetectionOutcome.Refused(
                        new PictureRefusal.Rejected(Rejection.NO_FACE, "There is no face in the picture."))
                : new DetectionOutcome.Detected(detector, detection);
    }
}

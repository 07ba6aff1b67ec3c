package io.facegate.service.identification;

import io.facegate.service.decision.DecisionCounter;
import io.facegate.service.decision.FalseMatchRate;
import io.facegate.service.decision.Threshold;
import io.facegate.service.face.FoundFace;
import io.facegate.service.gallery.GalleryName;
import io.facegate.service.gallery.ServedGalleries;
import io.facegate.service.gallery.TemplateStore;
import io.facegate.service.inference.InferenceExecutor;
import io.facegate.service.model.ServedModels;
import io.facegate.vision.FacePipeline.EmbeddedPicture;
import io.facegate.vision.detection.FaceChoice;
import io.facegate.vision.embedding.Similarity;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Singleton
final class IdentificationService {
    private final ServedGalleries galleries;
    private final TemplateStore store;
    private final InferenceExecutor executor;
    private final ServedModels models;
    private final DecisionCounter decisions;

    IdentificationService(
            ServedGalleries galleries,
            TemplateStore store,
            InferenceExecutor executor,
            ServedModels models,
            DecisionCounter decisions) {
        this.galleries = galleries;
        this.store = store;
        this.executor = executor;
        this.models = models;
        this.decisions = decisions;
    }

    /**
     * @param body the picture, which is not read before the gallery is found
     */
    Uni<IdentificationResponse> identify(
            String gallery, Uni<byte[]> body, FaceChoice choice, int limit, @Nullable FalseMatchRate rate) {
        return ServedGalleries.acrossMoves(() -> galleries.gallery(gallery).chain(found -> galleries
                .searchThreshold(found, rate)
                .chain(threshold -> body.chain(picture -> executor.compute(() -> models.pipeline()
                                .embedPicture(picture, choice, List.of(found.model()))
                                .get(0)))
                        .chain(probe -> search(found.name(), probe, limit, threshold))
                        .invoke(faces -> faces.forEach(
                                face -> decisions.identified(face.outcome() == Identification.Outcome.IDENTIFIED)))
                        .map(faces ->
                                response(faces, choice, threshold, found.model().value())))));
    }

    private Uni<List<Identification>> search(
            GalleryName gallery, EmbeddedPicture probe, int limit, Threshold threshold) {
        return Multi.createFrom()
                .iterable(probe.faces())
                .onItem()
                .transformToUniAndConcatenate(
                        face -> store.nearest(gallery, face.embedding(), limit, new Similarity(threshold.cosine()))
                                .map(candidates -> Identification.of(
                                        candidates, FoundFace.of(face.face(), probe.width(), probe.height()))))
                .collect()
                .asList();
    }

    private static IdentificationResponse response(
            List<Identification> faces, FaceChoice choice, Threshold threshold, String model) {
        return choice == FaceChoice.ALL
                ? new IdentificationResponse.AllFaces(faces, threshold.cosine(), threshold.falseMatchRate(), model)
                : new IdentificationResponse.OneFace(
                        faces.get(0), threshold.cosine(), threshold.falseMatchRate(), model);
    }
}

package io.facegate.service.identification;

import io.facegate.service.decision.DecisionCounter;
import io.facegate.service.decision.FalseMatchRate;
import io.facegate.service.decision.Threshold;
import io.facegate.service.face.FoundFace;
import io.facegate.service.gallery.GalleryName;
import io.facegate.service.gallery.ServedGalleries;
import io.facegate.service.inference.InferenceExecutor;
import io.facegate.service.inference.ServedModels;
import io.facegate.service.quality.QualityRules;
import io.facegate.service.template.SearchThresholds;
import io.facegate.service.template.TemplateStore;
import io.facegate.service.web.upload.PictureForm;
import io.facegate.vision.FacePipeline.EmbeddedFace;
import io.facegate.vision.FacePipeline.EmbeddedPicture;
import io.facegate.vision.detection.FaceChoice;
import io.facegate.vision.embedding.Similarity;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.quality.QualityDefect;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Singleton
final class IdentificationService {
    private final ServedGalleries galleries;
    private final SearchThresholds thresholds;
    private final TemplateStore store;
    private final InferenceExecutor executor;
    private final ServedModels models;
    private final QualityRules quality;
    private final DecisionCounter decisions;

    IdentificationService(
            ServedGalleries galleries,
            SearchThresholds thresholds,
            TemplateStore store,
            InferenceExecutor executor,
            ServedModels models,
            QualityRules quality,
            DecisionCounter decisions) {
        this.galleries = galleries;
        this.thresholds = thresholds;
        this.store = store;
        this.executor = executor;
        this.models = models;
        this.quality = quality;
        this.decisions = decisions;
    }

    /**
     * @param body the picture, which is not read before the gallery is found
     */
    Uni<IdentificationResponse> identify(
            String gallery, Uni<byte[]> body, FaceChoice choice, int limit, @Nullable FalseMatchRate rate) {
        return ServedGalleries.acrossMoves(() -> galleries
                .gallery(gallery)
                .chain(found -> thresholds.of(found, rate).chain(threshold -> body.chain(picture ->
                                executor.compute(List.of(picture), () -> embed(picture, choice, found.model())))
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
                .transformToUniAndConcatenate(face -> search(
                        gallery,
                        face,
                        FoundFace.of(face, probe.width(), probe.height()),
                        limit,
                        new Similarity(threshold.cosine())))
                .collect()
                .asList();
    }

    /** One face that isn't good enough is a problem; one of several is nobody, and the others are still looked for. */
    private EmbeddedPicture embed(byte[] picture, FaceChoice choice, ModelId model) {
        EmbeddedPicture embedded =
                models.pipeline().embedPicture(picture, choice, List.of(model)).get(0);
        if (choice != FaceChoice.ALL) {
            quality.require(embedded.faces().get(0).quality(), PictureForm.PICTURE.value());
        }
        return embedded;
    }

    private Uni<Identification> search(
            GalleryName gallery, EmbeddedFace face, FoundFace found, int limit, Similarity threshold) {
        List<QualityDefect> defects = quality.defects(face.quality());
        return defects.isEmpty()
                ? store.nearest(gallery, face.embedding(), limit, threshold)
                        .map(candidates -> Identification.of(candidates, found))
                : Uni.createFrom().item(Identification.notJudged(defects, found));
    }

    private static IdentificationResponse response(
            List<Identification> faces, FaceChoice choice, Threshold threshold, String model) {
        return choice == FaceChoice.ALL
                ? new IdentificationResponse.AllFaces(faces, threshold.cosine(), threshold.falseMatchRate(), model)
                : new IdentificationResponse.OneFace(
                        faces.get(0), threshold.cosine(), threshold.falseMatchRate(), model);
    }
}

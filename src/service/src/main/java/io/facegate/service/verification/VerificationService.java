package io.facegate.service.verification;

import io.facegate.service.decision.Decision;
import io.facegate.service.decision.DecisionCounter;
import io.facegate.service.decision.DecisionPolicy;
import io.facegate.service.decision.FalseMatchRate;
import io.facegate.service.enrolment.ReEnrolment;
import io.facegate.service.face.FoundFace;
import io.facegate.service.gallery.ExternalId;
import io.facegate.service.gallery.GalleryMember;
import io.facegate.service.gallery.ServedGalleries;
import io.facegate.service.inference.InferenceExecutor;
import io.facegate.service.inference.ServedModels;
import io.facegate.service.quality.QualityRules;
import io.facegate.service.template.ContentHash;
import io.facegate.service.template.HashedContent;
import io.facegate.service.template.TemplateStore;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import io.facegate.service.web.upload.PictureForm;
import io.facegate.vision.FacePipeline.EmbeddedFace;
import io.facegate.vision.FacePipeline.EmbeddedPicture;
import io.facegate.vision.detection.FaceChoice;
import io.facegate.vision.embedding.Similarity;
import io.facegate.vision.model.ModelId;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Singleton
final class VerificationService {
    private final ServedGalleries galleries;
    private final TemplateStore store;
    private final InferenceExecutor executor;
    private final ServedModels models;
    private final QualityRules quality;
    private final ReEnrolment reEnrolment;
    private final DecisionCounter decisions;

    VerificationService(
            ServedGalleries galleries,
            TemplateStore store,
            InferenceExecutor executor,
            ServedModels models,
            QualityRules quality,
            ReEnrolment reEnrolment,
            DecisionCounter decisions) {
        this.galleries = galleries;
        this.store = store;
        this.executor = executor;
        this.models = models;
        this.quality = quality;
        this.reEnrolment = reEnrolment;
        this.decisions = decisions;
    }

    /**
     * @param body the picture, which is not read before the identity is found
     */
    Uni<VerificationResponse> verify(
            String gallery, ExternalId externalId, Uni<byte[]> body, FaceChoice choice, @Nullable FalseMatchRate rate) {
        return ServedGalleries.acrossMoves(() -> galleries
                        .member(gallery, externalId)
                        .invoke(VerificationService::checkActive)
                        .chain(member -> {
                            DecisionPolicy policy = galleries.policy(member.gallery(), rate);
                            return body.chain(picture -> reEnrolment.wanted(member)
                                    ? verifyAndReEnrol(member, picture, choice, policy)
                                    : verify(member, picture, choice, policy));
                        }))
                .invoke(response -> decisions.verified(response.result()));
    }

    private Uni<VerificationResponse> verify(
            GalleryMember member, byte[] picture, FaceChoice choice, DecisionPolicy policy) {
        List<ModelId> wanted = List.of(member.gallery().model());
        return executor.compute(
                        List.of(picture), () -> embed(picture, choice, wanted).get(0))
                .chain(probe -> compare(member, probe, policy));
    }

    private Uni<VerificationResponse> verifyAndReEnrol(
            GalleryMember member, byte[] picture, FaceChoice choice, DecisionPolicy policy) {
        return executor.compute(
                        List.of(picture),
                        () -> new HashedContent<>(
                                embed(picture, choice, member.gallery().models()), ContentHash.ofPicture(picture)))
                .chain(probes -> compare(member, probes.value().get(0), policy)
                        .call(response -> response.result() == Decision.ACCESS_GRANTED
                                ? reEnrolment.offer(
                                        member, probes.value().get(1).faces().get(0), probes.hash())
                                : Uni.createFrom().voidItem()));
    }

    private List<EmbeddedPicture> embed(byte[] picture, FaceChoice choice, List<ModelId> byModels) {
        List<EmbeddedPicture> embedded = models.pipeline().embedPicture(picture, choice, byModels);
        quality.require(embedded.get(0).faces().get(0).quality(), PictureForm.PICTURE.value());
        return embedded;
    }

    private static void checkActive(GalleryMember member) {
        if (!member.identity().active()) {
            throw new ProblemException(
                    ProblemType.IDENTITY_INACTIVE, "The identity is inactive, so it can't be verified.");
        }
    }

    private Uni<VerificationResponse> compare(GalleryMember member, EmbeddedPicture probe, DecisionPolicy policy) {
        EmbeddedFace face = probe.faces().get(0);
        return store.similarity(
                        member.gallery().name(),
                        new ExternalId(member.identity().externalId()),
                        face.embedding())
                .map(best -> {
                    Similarity similarity = best.orElseThrow(() -> new ProblemException(
                            ProblemType.IDENTITY_NOT_ENROLLED,
                            "The identity has no template of model %s to be verified by."
                                    .formatted(face.embedding().model())));
                    return new VerificationResponse(
                            policy.decide(similarity),
                            similarity.cosine(),
                            policy.grant().cosine(),
                            policy.grant().falseMatchRate(),
                            face.embedding().model().value(),
                            FoundFace.of(face, probe.width(), probe.height()));
                });
    }
}

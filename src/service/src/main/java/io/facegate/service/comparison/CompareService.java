package io.facegate.service.comparison;

import io.facegate.service.decision.DecisionCounter;
import io.facegate.service.decision.DecisionPolicy;
import io.facegate.service.face.FoundFace;
import io.facegate.service.inference.InferenceExecutor;
import io.facegate.service.inference.ServedModels;
import io.facegate.service.quality.QualityRules;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import io.facegate.service.web.upload.PartName;
import io.facegate.vision.FacePipeline.EmbeddedPicture;
import io.facegate.vision.detection.FaceChoice;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.embedding.FaceEmbedder;
import io.facegate.vision.embedding.Similarity;
import io.facegate.vision.image.PictureRejectedException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

@Singleton
final class CompareService {
    private final InferenceExecutor executor;
    private final ServedModels models;
    private final QualityRules quality;
    private final DecisionPolicy policy;
    private final DecisionCounter decisions;

    CompareService(
            InferenceExecutor executor,
            ServedModels models,
            QualityRules quality,
            DecisionPolicy policy,
            DecisionCounter decisions) {
        this.executor = executor;
        this.models = models;
        this.quality = quality;
        this.policy = policy;
        this.decisions = decisions;
    }

    /**
     * @throws ProblemException if the text is no embedding of the embedder that is served
     */
    Embedding reference(String embedding) {
        FaceEmbedder embedder = models.pipeline().embedder();
        return ReferenceEmbedding.parse(embedding, embedder.model(), embedder.dimension());
    }

    /**
     * @throws ProblemException if this is not the id of the embedder that is served
     */
    void checkModel(String id) {
        String served = models.pipeline().embedder().model().value();
        if (!id.strip().equals(served)) {
            throw new ProblemException(
                    ProblemType.EMBEDDING_MODEL_MISMATCH,
                    ComparePart.REF_MODEL,
                    "The reference is of another model than %s, which is served.".formatted(served));
        }
    }

    Uni<CompareResponse> compare(Embedding reference, byte[] picture, FaceChoice choice) {
        return executor.compute(List.of(picture), () -> {
                    EmbeddedPicture probe = embed(ComparePart.TEST_FILE, picture, choice);
                    Similarity similarity = reference.similarityTo(embedding(probe));
                    return new CompareResponse(
                            similarity.cosine(),
                            policy.decide(similarity),
                            reference.model().value(),
                            policy.grant().cosine(),
                            policy.grant().falseMatchRate(),
                            face(probe));
                })
                .invoke(response -> decisions.compared(response.result()));
    }

    Uni<PicturePairResponse> compare(byte[] referencePicture, byte[] probePicture, FaceChoice choice) {
        return executor.compute(List.of(referencePicture, probePicture), () -> {
                    EmbeddedPicture reference = embed(ComparePart.REFERENCE, referencePicture, choice);
                    EmbeddedPicture probe = embed(ComparePart.PROBE, probePicture, choice);
                    Similarity similarity = embedding(reference).similarityTo(embedding(probe));
                    return new PicturePairResponse(
                            similarity.cosine(),
                            policy.decide(similarity),
                            embedding(reference).model().value(),
                            policy.grant().cosine(),
                            policy.grant().falseMatchRate(),
                            face(reference),
                            face(probe));
                })
                .invoke(response -> decisions.compared(response.result()));
    }

    private EmbeddedPicture embed(PartName part, byte[] picture, FaceChoice choice) {
        try {
            EmbeddedPicture embedded = models.pipeline().embedPicture(picture, choice);
            quality.require(embedded.faces().get(0).quality(), part.value());
            return embedded;
        } catch (PictureRejectedException e) {
            throw new ProblemException(e, part.value());
        }
    }

    private static Embedding embedding(EmbeddedPicture picture) {
        return picture.faces().get(0).embedding();
    }

    private static FoundFace face(EmbeddedPicture picture) {
        return FoundFace.of(picture.faces().get(0), picture.width(), picture.height());
    }
}

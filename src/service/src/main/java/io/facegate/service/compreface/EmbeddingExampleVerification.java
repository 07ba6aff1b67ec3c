package io.facegate.service.compreface;

import io.facegate.service.access.Caller;
import io.facegate.service.access.Callers;
import io.facegate.service.access.Scope;
import io.facegate.service.attempt.AttemptProblems;
import io.facegate.service.compreface.FaceShapes.ComparedEmbedding;
import io.facegate.service.compreface.FaceShapes.Results;
import io.facegate.service.compreface.ReceivedEmbeddings.Brought;
import io.facegate.service.gallery.Gallery;
import io.facegate.service.gallery.ServedGalleries;
import io.facegate.service.quality.Purpose;
import io.facegate.service.template.OwnedTemplate;
import io.facegate.service.verification.ClaimOutcome;
import io.facegate.service.verification.EmbeddingVerification;
import io.facegate.service.web.parameter.OwnQuery;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;

/**
 * Whether embeddings are of the person that an example is of. Each counts as an attempt, one after the other, so that a request
 * with many is no way around the limit.
 */
@OwnQuery
@Path(CompreFacePaths.RECOGNITION + "/embeddings/faces/{image_id}/verify")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public final class EmbeddingExampleVerification {
    private final CallersGallery callers;
    private final ServedGalleries galleries;
    private final Examples examples;
    private final EmbeddingVerification verification;
    private final ReceivedEmbeddings embeddings;

    EmbeddingExampleVerification(
            CallersGallery callers,
            ServedGalleries galleries,
            Examples examples,
            EmbeddingVerification verification,
            ReceivedEmbeddings embeddings) {
        this.callers = callers;
        this.galleries = galleries;
        this.examples = examples;
        this.verification = verification;
        this.embeddings = embeddings;
    }

    @POST
    @RolesAllowed(Scope.Code.VERIFY)
    public Uni<Results<ComparedEmbedding>> verify(@RestPath("image_id") String image, @Context RoutingContext request) {
        Caller caller = Callers.of(request);
        Uni<BroughtEmbeddings> body = embeddings.body(request);
        return galleries
                .gallery(callers.of(request))
                .chain(gallery -> embeddings
                        .of(gallery, Purpose.VERIFICATION, body)
                        .chain(brought -> examples.find(gallery, image).chain(example -> Multi.createFrom()
                                .iterable(brought)
                                .onItem()
                                .transformToUniAndConcatenate(one -> similarity(gallery, example, one, caller)
                                        .map(similarity -> new ComparedEmbedding(one.asBrought(), similarity)))
                                .collect()
                                .asList())))
                .map(Results::new);
    }

    /** 0 if there is no such example, or nothing to compare with. */
    private Uni<Double> similarity(Gallery gallery, Optional<OwnedTemplate> example, Brought brought, Caller caller) {
        return example.map(known -> verification
                        .verify(gallery, known.externalId(), brought.content(), caller)
                        .map(EmbeddingExampleVerification::similarity))
                .orElseGet(() -> Uni.createFrom().item(0.0));
    }

    private static double similarity(ClaimOutcome outcome) {
        if (outcome instanceof ClaimOutcome.NotAttempted notAttempted) {
            throw AttemptProblems.of(notAttempted.why());
        }
        return outcome instanceof ClaimOutcome.Decided decided
                ? SimilarityScale.of(decided.verdict().grant())
                        .of(decided.verdict().comparison().score())
                : 0;
    }
}

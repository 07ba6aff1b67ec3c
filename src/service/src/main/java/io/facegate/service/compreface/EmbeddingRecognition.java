package io.facegate.service.compreface;

import io.facegate.service.access.Scope;
import io.facegate.service.compreface.FaceShapes.RecognizedEmbedding;
import io.facegate.service.compreface.FaceShapes.Results;
import io.facegate.service.compreface.FaceShapes.Similar;
import io.facegate.service.compreface.ReceivedEmbeddings.Brought;
import io.facegate.service.config.CompreFaceConfig;
import io.facegate.service.gallery.ServedGalleries;
import io.facegate.service.identification.CandidateLimit;
import io.facegate.service.identification.EmbeddingIdentification;
import io.facegate.service.identification.Strangers;
import io.facegate.service.quality.Purpose;
import io.facegate.service.web.parameter.OwnQuery;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.IntStream;

/** Who embeddings may be of. */
@OwnQuery
@Path(CompreFacePaths.RECOGNITION + "/embeddings/recognize")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public final class EmbeddingRecognition {
    private final CallersGallery callers;
    private final ServedGalleries galleries;
    private final EmbeddingIdentification identification;
    private final ReceivedEmbeddings embeddings;
    private final Strangers strangers;

    EmbeddingRecognition(
            CallersGallery callers,
            ServedGalleries galleries,
            EmbeddingIdentification identification,
            ReceivedEmbeddings embeddings,
            CompreFaceConfig config) {
        this.callers = callers;
        this.galleries = galleries;
        this.identification = identification;
        this.embeddings = embeddings;
        this.strangers = config.nearest() ? Strangers.NEAREST : Strangers.UNKNOWN;
    }

    @POST
    @RolesAllowed(Scope.Code.IDENTIFY)
    public Uni<Results<RecognizedEmbedding>> recognize(@Context RoutingContext request) {
        CandidateLimit most = CandidateLimit.atMost(RawQuery.of(request).whole("prediction_count", 1, 1));
        Uni<BroughtEmbeddings> body = embeddings.body(request);
        return galleries.gallery(callers.of(request)).chain(gallery -> embeddings
                .of(gallery, Purpose.IDENTIFICATION, body)
                .chain(brought -> identification
                        .identify(
                                gallery,
                                brought.stream().map(Brought::embedding).toList(),
                                most,
                                strangers)
                        .map(searched -> answer(brought, searched))));
    }

    private static Results<RecognizedEmbedding> answer(
            List<Brought> brought, EmbeddingIdentification.Searched searched) {
        SimilarityScale scale = SimilarityScale.of(searched.threshold());
        return new Results<>(IntStream.range(0, brought.size())
                .mapToObj(i -> new RecognizedEmbedding(
                        brought.get(i).asBrought(), Similar.of(searched.people().get(i), scale)))
                .toList());
    }
}

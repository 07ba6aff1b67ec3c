package io.facegate.service.compreface;

import io.facegate.service.access.Scope;
import io.facegate.service.comparison.EmbeddingComparison;
import io.facegate.service.compreface.FaceShapes.ComparedEmbedding;
import io.facegate.service.compreface.FaceShapes.Results;
import io.facegate.service.compreface.ReceivedEmbeddings.Brought;
import io.facegate.service.decision.Verdict;
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

/** Whether embeddings are of one person. */
@OwnQuery
@Path(CompreFacePaths.ROOT + "/verification/embeddings/verify")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public final class EmbeddingVerifyResource {
    private final EmbeddingComparison comparisons;
    private final ReceivedEmbeddings embeddings;

    EmbeddingVerifyResource(EmbeddingComparison comparisons, ReceivedEmbeddings embeddings) {
        this.comparisons = comparisons;
        this.embeddings = embeddings;
    }

    @POST
    @RolesAllowed(Scope.Code.COMPARE)
    public Uni<Results<ComparedEmbedding>> verify(@Context RoutingContext request) {
        return embeddings.pair(embeddings.body(request)).chain(pair -> comparisons
                .compare(
                        pair.source(),
                        pair.targets().stream().map(Brought::embedding).toList())
                .map(verdicts -> answer(pair.targets(), verdicts)));
    }

    private static Results<ComparedEmbedding> answer(List<Brought> targets, List<Verdict> verdicts) {
        return new Results<>(IntStream.range(0, targets.size())
                .mapToObj(i -> new ComparedEmbedding(targets.get(i).asBrought(), similarity(verdicts.get(i))))
                .toList());
    }

    private static double similarity(Verdict verdict) {
        return SimilarityScale.of(verdict.grant()).of(verdict.comparison().score());
    }
}

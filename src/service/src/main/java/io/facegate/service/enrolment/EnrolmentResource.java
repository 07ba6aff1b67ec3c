package io.facegate.service.enrolment;

import io.facegate.gallery.ExternalId;
import io.facegate.gallery.GalleryName;
import io.facegate.service.access.Scope;
import io.facegate.service.embedding.ReceivedEmbedding;
import io.facegate.service.face.OneFace;
import io.facegate.service.idempotency.Answer;
import io.facegate.service.idempotency.AnswerOnce;
import io.facegate.service.idempotency.IdempotencyKey;
import io.facegate.service.idempotency.IdempotentRequests;
import io.facegate.service.inference.ServedModels;
import io.facegate.service.template.HashedContent;
import io.facegate.service.web.upload.Bodies;
import io.facegate.service.web.upload.BodyWorkers;
import io.facegate.service.web.upload.PictureBodies;
import io.facegate.vision.detection.FaceChoice;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.model.ModelId;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

@Path("/v1/galleries/{gallery}/identities/{external_id}/templates")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Templates")
public final class EnrolmentResource {
    private final EnrolmentService enrolment;
    private final IdempotentRequests requests;
    private final ServedModels models;
    private final Bodies bodies;
    private final BodyWorkers workers;

    EnrolmentResource(
            EnrolmentService enrolment,
            IdempotentRequests requests,
            ServedModels models,
            Bodies bodies,
            BodyWorkers workers) {
        this.enrolment = enrolment;
        this.requests = requests;
        this.models = models;
        this.bodies = bodies;
        this.workers = workers;
    }

    @POST
    @RolesAllowed(Scope.Code.ENROL)
    @Consumes(PictureBodies.ACCEPTED)
    @RequestBody(ref = PictureBodies.SEVERAL)
    @Operation(
            summary = "Enrol pictures of an identity",
            description = "Each picture has its own outcome. The same picture is enrolled once for an identity, however"
                    + " often it is sent, so a request that failed can be repeated. Only the embedding is kept. Embeddings"
                    + " can be sent instead; their templates are marked by the source 'embedding', since nothing is known"
                    + " of the faces behind them.")
    public Uni<RestResponse<EnrolmentResponse>> enrolPictures(
            @RestPath GalleryName gallery,
            @RestPath("external_id") ExternalId externalId,
            @RestQuery("face") @DefaultValue("only") OneFace face,
            @RestQuery("duplicates") @DefaultValue("reject") Duplicates duplicates,
            @RestHeader(IdempotencyKey.HEADER) @Nullable IdempotencyKey key,
            @Context RoutingContext request) {
        Uni<List<HashedContent<byte[]>>> pictures =
                bodies.upload(request, upload -> upload.pictures(PicturesForm.PICTURE).stream()
                        .map(HashedContent::ofPicture)
                        .toList());
        return enrolment
                .enrolPictures(
                        gallery, externalId, pictures, new EnrolmentOptions(face.choice(), duplicates), once(key))
                .map(EnrolmentResource::response);
    }

    @POST
    @RolesAllowed(Scope.Code.ENROL)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(hidden = true) // an address has one operation, which has both kinds of bodies
    public Uni<RestResponse<EnrolmentResponse>> enrolEmbeddings(
            @RestPath GalleryName gallery,
            @RestPath("external_id") ExternalId externalId,
            @RestQuery("duplicates") @DefaultValue("reject") Duplicates duplicates,
            @RestHeader(IdempotencyKey.HEADER) @Nullable IdempotencyKey key,
            @Context RoutingContext request) {
        Uni<EmbeddingsToEnrol> body = bodies.embeddings(request, EmbeddingsToEnrol.class);
        return enrolment
                .enrolEmbeddings(
                        gallery,
                        externalId,
                        byModels -> body.chain(json -> workers.compute(() -> embeddings(json, byModels))),
                        new EnrolmentOptions(FaceChoice.ONLY, duplicates),
                        once(key))
                .map(EnrolmentResource::response);
    }

    private List<HashedContent<Embedding>> embeddings(EmbeddingsToEnrol body, List<ModelId> byModels) {
        List<ReceivedEmbedding> readers = byModels.stream()
                .map(models.pipeline()::embedder)
                .map(ReceivedEmbedding::by)
                .toList();
        return body.by(readers).stream().map(HashedContent::ofEmbedding).toList();
    }

    private AnswerOnce<Enrolments, EnrolmentResponse> once(@Nullable IdempotencyKey key) {
        return requests.by(key, EnrolmentResponse::of, EnrolmentResponse.class);
    }

    private static RestResponse<EnrolmentResponse> response(Answer<EnrolmentResponse> answer) {
        ResponseBuilder<EnrolmentResponse> response = ResponseBuilder.ok(answer.body());
        return answer.replayed()
                ? response.header(IdempotencyKey.REPLAYED, true).build()
                : response.build();
    }
}

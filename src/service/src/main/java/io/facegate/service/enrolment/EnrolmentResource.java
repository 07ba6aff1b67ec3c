package io.facegate.service.enrolment;

import io.facegate.service.gallery.ExternalId;
import io.facegate.service.gallery.GalleryName;
import io.facegate.service.idempotency.Answer;
import io.facegate.service.idempotency.IdempotencyKey;
import io.facegate.service.template.HashedContent;
import io.facegate.service.web.upload.Bodies;
import io.facegate.service.web.upload.Upload;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
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
    private final Bodies bodies;

    EnrolmentResource(EnrolmentService enrolment, Bodies bodies) {
        this.enrolment = enrolment;
        this.bodies = bodies;
    }

    @POST
    @Consumes({MediaType.MULTIPART_FORM_DATA, Upload.ANY_PICTURE, MediaType.APPLICATION_OCTET_STREAM})
    @Operation(
            summary = "Enrol pictures of an identity",
            description = "Each picture has its own outcome. The same picture is enrolled once for an identity, however"
                    + " often it is sent, so a request that failed can be repeated. Only the embedding is kept.")
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = MediaType.MULTIPART_FORM_DATA,
                        schema = @Schema(implementation = PicturesForm.class)),
                @Content(mediaType = Upload.JPEG),
                @Content(mediaType = Upload.PNG),
                @Content(mediaType = Upload.WEBP),
                @Content(mediaType = Upload.BMP),
                @Content(mediaType = MediaType.APPLICATION_OCTET_STREAM)
            })
    public Uni<RestResponse<EnrolmentResponse>> enrolPictures(
            @RestPath String gallery,
            @RestPath("external_id") String externalId,
            @Context RoutingContext request,
            @Parameter(
                            description = "Whether a picture with several faces is rejected (several_faces), or its"
                                    + " largest face is enrolled",
                            schema =
                                    @Schema(
                                            enumeration = {"only", "largest"},
                                            defaultValue = "only"))
                    @RestQuery("face")
                    @Nullable
                    String face,
            @Parameter(
                            description = "Whether a face that resembles another identity of the gallery is rejected"
                                    + " (duplicate_identity)",
                            schema =
                                    @Schema(
                                            enumeration = {"reject", "allow"},
                                            defaultValue = "reject"))
                    @RestQuery("duplicates")
                    @Nullable
                    String duplicates,
            @Parameter(
                            description = "Names this request: repeated with the same key within a day, it is answered"
                                    + " as the first time (then with Idempotency-Replayed: true) and nothing is"
                                    + " computed again",
                            example = "\"8e03978e-40d5-43e8-bc93-6894a57f9324\"")
                    @RestHeader(IdempotencyKey.HEADER)
                    @Nullable
                    String idempotencyKey) {
        return enrolment
                .enrolPictures(
                        GalleryName.inPath(gallery),
                        ExternalId.inPath(externalId),
                        bodies.upload(request, upload -> upload.pictures(PicturesForm.PICTURE).stream()
                                .map(HashedContent::ofPicture)
                                .toList()),
                        EnrolmentOptions.of(face, duplicates),
                        IdempotencyKey.header(idempotencyKey))
                .map(EnrolmentResource::response);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Enrol embeddings of an identity",
            description = "The templates are marked by source 'embedding': nothing is known of the faces behind them.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = EmbeddingsBody.class)))
    public Uni<RestResponse<EnrolmentResponse>> enrolEmbeddings(
            @RestPath String gallery,
            @RestPath("external_id") String externalId,
            @Context RoutingContext request,
            @Parameter(
                            description = "Whether an embedding that resembles another identity of the gallery is"
                                    + " rejected (duplicate_identity)",
                            schema =
                                    @Schema(
                                            enumeration = {"reject", "allow"},
                                            defaultValue = "reject"))
                    @RestQuery("duplicates")
                    @Nullable
                    String duplicates,
            @Parameter(
                            description = "Names this request: repeated with the same key within a day, it is answered"
                                    + " as the first time (then with Idempotency-Replayed: true) and nothing is"
                                    + " computed again",
                            example = "\"8e03978e-40d5-43e8-bc93-6894a57f9324\"")
                    @RestHeader(IdempotencyKey.HEADER)
                    @Nullable
                    String idempotencyKey) {
        return enrolment
                .enrolEmbeddings(
                        GalleryName.inPath(gallery),
                        ExternalId.inPath(externalId),
                        bodies.embeddings(request),
                        EnrolmentOptions.of(null, duplicates),
                        IdempotencyKey.header(idempotencyKey))
                .map(EnrolmentResource::response);
    }

    private static RestResponse<EnrolmentResponse> response(Answer<EnrolmentResponse> answer) {
        ResponseBuilder<EnrolmentResponse> response = ResponseBuilder.ok(answer.body());
        return answer.replayed() ? response.header(Answer.REPLAYED, true).build() : response.build();
    }
}

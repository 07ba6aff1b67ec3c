package io.facegate.service.embedding;

import io.facegate.service.face.FaceParameter;
import io.facegate.service.web.upload.Bodies;
import io.facegate.service.web.upload.PictureForm;
import io.facegate.service.web.upload.Upload;
import io.facegate.vision.detection.FaceChoice;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Pictures")
public final class EmbeddingResource {
    private final EmbeddingService embeddings;
    private final Bodies bodies;

    EmbeddingResource(EmbeddingService embeddings, Bodies bodies) {
        this.embeddings = embeddings;
        this.bodies = bodies;
    }

    @POST
    @Path("embedding")
    @Consumes({MediaType.MULTIPART_FORM_DATA, Upload.ANY_PICTURE, MediaType.APPLICATION_OCTET_STREAM})
    @Operation(
            summary = "Embed the face of a picture",
            description = "The embedding is what /compare takes as ref_embedding. Nothing is stored.")
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = MediaType.MULTIPART_FORM_DATA,
                        schema = @Schema(implementation = PictureForm.class)),
                @Content(mediaType = Upload.JPEG),
                @Content(mediaType = Upload.PNG),
                @Content(mediaType = Upload.WEBP),
                @Content(mediaType = Upload.BMP),
                @Content(mediaType = MediaType.APPLICATION_OCTET_STREAM)
            })
    @APIResponse(
            responseCode = "200",
            description = "The embedding",
            content = @Content(schema = @Schema(implementation = EmbeddingResponse.class)))
    public Uni<EmbeddingResponse> embedding(
            @Context RoutingContext request,
            @Parameter(
                            description = "Which face, if there are several: the largest, or none (several_faces)",
                            schema =
                                    @Schema(
                                            enumeration = {"largest", "only"},
                                            defaultValue = "largest"))
                    @RestQuery("face")
                    @Nullable
                    String face) {
        FaceChoice choice = FaceParameter.one(face);
        return bodies.upload(request, upload -> upload.picture(PictureForm.PICTURE))
                .chain(picture -> embeddings.embedOne(picture, choice));
    }

    @POST
    @Path("v1/embeddings")
    @Consumes({MediaType.MULTIPART_FORM_DATA, Upload.ANY_PICTURE, MediaType.APPLICATION_OCTET_STREAM})
    @Operation(
            summary = "Embed the faces of a picture",
            description = "All faces, the largest, or the only one. A picture without a face is a problem (no_face).")
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = MediaType.MULTIPART_FORM_DATA,
                        schema = @Schema(implementation = PictureForm.class)),
                @Content(mediaType = Upload.JPEG),
                @Content(mediaType = Upload.PNG),
                @Content(mediaType = Upload.WEBP),
                @Content(mediaType = Upload.BMP),
                @Content(mediaType = MediaType.APPLICATION_OCTET_STREAM)
            })
    @APIResponse(
            responseCode = "200",
            description = "The embeddings",
            content = @Content(schema = @Schema(implementation = EmbeddingsResponse.class)))
    public Uni<EmbeddingsResponse> embeddings(
            @Context RoutingContext request,
            @Parameter(
                            description = "Which faces; with 'only', several faces are a problem (several_faces)",
                            schema =
                                    @Schema(
                                            enumeration = {"all", "largest", "only"},
                                            defaultValue = "all"))
                    @RestQuery("face")
                    @Nullable
                    String face,
            @Parameter(description = "The former name of face", deprecated = true) @RestQuery("faces") @Nullable
                    String faces) {
        FaceChoice choice = FaceParameter.any(face, faces, FaceChoice.ALL);
        return bodies.upload(request, upload -> upload.picture(PictureForm.PICTURE))
                .chain(picture -> embeddings.embed(picture, choice));
    }
}

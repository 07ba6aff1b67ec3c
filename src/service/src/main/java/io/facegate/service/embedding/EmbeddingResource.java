package io.facegate.service.embedding;

import io.facegate.service.access.Scope;
import io.facegate.service.face.AnyFaces;
import io.facegate.service.face.FaceReader;
import io.facegate.service.face.FaceReading;
import io.facegate.service.face.OneFace;
import io.facegate.service.face.PictureProblems;
import io.facegate.service.web.upload.Bodies;
import io.facegate.service.web.upload.PictureBodies;
import io.facegate.vision.detection.FaceChoice;
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
@Consumes(PictureBodies.ACCEPTED)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Pictures")
public final class EmbeddingResource {
    private final FaceReader faces;
    private final Bodies bodies;

    EmbeddingResource(FaceReader faces, Bodies bodies) {
        this.faces = faces;
        this.bodies = bodies;
    }

    @POST
    @RolesAllowed(Scope.Code.COMPARE)
    @Path("embedding")
    @RequestBody(ref = PictureBodies.ONE)
    @Operation(
            summary = "Embed the face of a picture",
            description = "The embedding is what /compare takes as ref_embedding. Nothing is stored.")
    @APIResponse(
            responseCode = "200",
            description = "The embedding",
            content = @Content(schema = @Schema(implementation = EmbeddingResponse.class)))
    public Uni<EmbeddingResponse> embedding(
            @RestQuery("face") @DefaultValue("main") OneFace face, @Context RoutingContext request) {
        return read(request, face.choice()).map(EmbeddingResponse::of);
    }

    @POST
    @RolesAllowed(Scope.Code.COMPARE)
    @Path("v1/embeddings")
    @RequestBody(ref = PictureBodies.ONE)
    @Operation(
            summary = "Embed the faces of a picture",
            description =
                    "All faces, the main one, the largest, or the only one. A picture without a face is a problem (no_face).")
    @APIResponse(
            responseCode = "200",
            description = "The embeddings",
            content = @Content(schema = @Schema(implementation = EmbeddingsResponse.class)))
    public Uni<EmbeddingsResponse> embeddings(
            @Parameter(description = "Default: all") @RestQuery("face") @Nullable AnyFaces face,
            @Parameter(description = "The former name of face", deprecated = true) @RestQuery("faces") @Nullable
                    AnyFaces formerly,
            @Context RoutingContext request) {
        return read(request, AnyFaces.choice(face, formerly, FaceChoice.ALL)).map(EmbeddingsResponse::of);
    }

    private Uni<FaceReading.Read> read(RoutingContext request, FaceChoice choice) {
        return bodies.picture(request)
                .chain(picture -> faces.read(picture, choice))
                .map(PictureProblems::orThrow);
    }
}

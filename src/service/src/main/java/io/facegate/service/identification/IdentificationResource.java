package io.facegate.service.identification;

import io.facegate.gallery.GalleryName;
import io.facegate.service.access.Scope;
import io.facegate.service.decision.FalseMatchRate;
import io.facegate.service.face.AnyFaces;
import io.facegate.service.face.PictureProblems;
import io.facegate.service.web.upload.Bodies;
import io.facegate.service.web.upload.PictureBodies;
import io.facegate.vision.detection.FaceChoice;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/v1/galleries/{gallery}/identify")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Recognition")
public final class IdentificationResource {
    private final IdentificationService identification;
    private final Bodies bodies;

    IdentificationResource(IdentificationService identification, Bodies bodies) {
        this.identification = identification;
        this.bodies = bodies;
    }

    @POST
    @RolesAllowed(Scope.Code.IDENTIFY)
    @Consumes(PictureBodies.ACCEPTED)
    @RequestBody(ref = PictureBodies.ONE)
    @Operation(
            summary = "Identify who is in a picture",
            description = "The answer is 'unknown' if nobody enrolled and active reaches the threshold: a stranger is"
                    + " never the nearest neighbour. Nothing is stored.")
    public Uni<IdentificationResponse> identify(
            @RestPath GalleryName gallery,
            @Parameter(description = "Default: main. With all, each face has an answer of its own")
                    @RestQuery("face")
                    @Nullable
                    AnyFaces face,
            @Parameter(description = "The former name of face", deprecated = true) @RestQuery("faces") @Nullable
                    AnyFaces formerly,
            @RestQuery("k") @Nullable CandidateLimit limit,
            @Parameter(
                            description =
                                    "Share of strangers who may be taken for anybody enrolled; default: the gallery's,"
                                            + " or else that of access_granted. The threshold rises with the size of"
                                            + " the gallery, since each comparison may mistake a stranger")
                    @RestQuery("fmr")
                    @Nullable
                    FalseMatchRate rate,
            @Context RoutingContext request) {
        FaceChoice choice = AnyFaces.choice(face, formerly, FaceChoice.MAIN);
        return identification
                .identify(gallery, bodies.picture(request), choice, CandidateLimit.orDefault(limit), rate)
                .map(outcome -> answer(outcome, choice));
    }

    private static IdentificationResponse answer(IdentificationOutcome outcome, FaceChoice choice) {
        if (outcome instanceof IdentificationOutcome.Searched searched) {
            return IdentificationResponse.of(searched, choice);
        }
        throw PictureProblems.of(((IdentificationOutcome.Refused) outcome).why());
    }
}

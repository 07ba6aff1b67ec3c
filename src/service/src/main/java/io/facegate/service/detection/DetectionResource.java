package io.facegate.service.detection;

import io.facegate.service.access.Scope;
import io.facegate.service.face.PictureProblems;
import io.facegate.service.web.upload.Bodies;
import io.facegate.service.web.upload.PictureBodies;
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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/detect")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Pictures")
public final class DetectionResource {
    private final DetectionService detection;
    private final Bodies bodies;

    DetectionResource(DetectionService detection, Bodies bodies) {
        this.detection = detection;
        this.bodies = bodies;
    }

    @POST
    @RolesAllowed(Scope.Code.DETECT)
    @Consumes(PictureBodies.ACCEPTED)
    @RequestBody(ref = PictureBodies.ONE)
    @Operation(
            summary = "Find the faces of a picture",
            description = "Boxes, landmarks and scores of every face. A picture without a face is a problem (no_face).")
    @APIResponse(
            responseCode = "200",
            description = "The faces",
            content = @Content(schema = @Schema(implementation = DetectionResponse.class)))
    public Uni<DetectionResponse> detect(@Context RoutingContext request) {
        return bodies.picture(request).chain(detection::detect).map(DetectionResource::answer);
    }

    private static DetectionResponse answer(DetectionOutcome outcome) {
        if (outcome instanceof DetectionOutcome.Detected detected) {
            return DetectionResponse.of(detected);
        }
        throw PictureProblems.of(((DetectionOutcome.Refused) outcome).why());
    }
}

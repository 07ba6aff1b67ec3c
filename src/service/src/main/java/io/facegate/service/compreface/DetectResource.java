package io.facegate.service.compreface;

import io.facegate.service.access.Scope;
import io.facegate.service.compreface.FaceShapes.Face;
import io.facegate.service.compreface.FaceShapes.Results;
import io.facegate.service.inference.ModelCatalog;
import io.facegate.service.web.parameter.OwnQuery;
import io.facegate.vision.model.ModelId;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

/** Where faces are. */
@OwnQuery
@Path(CompreFacePaths.ROOT + "/detection/detect")
@Consumes({MediaType.MULTIPART_FORM_DATA, MediaType.APPLICATION_JSON})
@Produces(MediaType.APPLICATION_JSON)
public final class DetectResource {
    private final DetectedFaces faces;
    private final ReceivedBodies bodies;
    private final ModelId embedder;

    DetectResource(DetectedFaces faces, ReceivedBodies bodies, ModelCatalog catalog) {
        this.faces = faces;
        this.bodies = bodies;
        this.embedder = catalog.embedder().id();
    }

    @POST
    @RolesAllowed(Scope.Code.DETECT)
    public Uni<Results<Face>> detect(@Context RoutingContext request) {
        FaceQuery wanted = FaceQuery.of(request);
        return faces.of(bodies.only(request), wanted, embedder).map(Results::new);
    }
}

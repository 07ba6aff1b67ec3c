package io.facegate.service.compreface;

import io.facegate.service.access.Scope;
import io.facegate.service.comparison.CompareService;
import io.facegate.service.comparison.ComparisonOutcome;
import io.facegate.service.compreface.FaceShapes.Compared;
import io.facegate.service.compreface.FaceShapes.Face;
import io.facegate.service.compreface.FaceShapes.Matched;
import io.facegate.service.compreface.FaceShapes.Results;
import io.facegate.service.face.PictureProblems;
import io.facegate.service.web.parameter.OwnQuery;
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
import java.util.List;
import java.util.Map;

/** Whether two pictures show one person, by the main face of each. */
@OwnQuery
@Path(CompreFacePaths.ROOT + "/verification/verify")
@Consumes({MediaType.MULTIPART_FORM_DATA, MediaType.APPLICATION_JSON})
@Produces(MediaType.APPLICATION_JSON)
public final class VerifyResource {
    private final CompareService comparisons;
    private final ReceivedBodies bodies;
    private final PluginVersions versions;

    VerifyResource(CompareService comparisons, ReceivedBodies bodies, PluginVersions versions) {
        this.comparisons = comparisons;
        this.bodies = bodies;
        this.versions = versions;
    }

    @POST
    @RolesAllowed(Scope.Code.COMPARE)
    public Uni<Results<Compared>> verify(@Context RoutingContext request) {
        FaceQuery wanted = FaceQuery.of(request);
        return bodies.all(request, ReceivedBodies.SOURCE, ReceivedBodies.TARGET)
                .chain(pictures -> comparisons.compare(pictures.get(0), pictures.get(1), FaceChoice.MAIN))
                .map(outcome -> {
                    if (outcome instanceof ComparisonOutcome.Compared compared) {
                        return answer(compared, wanted);
                    }
                    throw PictureProblems.of(((ComparisonOutcome.Refused) outcome).why());
                });
    }

    private Results<Compared> answer(ComparisonOutcome.Compared compared, FaceQuery wanted) {
        Map<String, String> used = versions.with(compared.model());
        List<Face> faces = wanted
                .eachMeant(compared.faces(), face -> face.face().score())
                .stream()
                .map(face -> Face.of(face, wanted, used))
                .toList();
        double similarity = SimilarityScale.of(compared.verdict().grant())
                .of(compared.verdict().comparison().score());
        return new Results<>(List.of(new Compared(faces.get(0), List.of(new Matched(faces.get(1), similarity)))));
    }
}

package io.facegate.service.move;

import io.facegate.gallery.GalleryName;
import io.facegate.service.access.Scope;
import io.facegate.service.decision.Thresholds;
import io.facegate.service.gallery.GalleryRepository;
import io.facegate.service.gallery.NamedModel;
import io.facegate.service.inference.ModelCatalog;
import io.facegate.service.inference.ServedModels;
import io.facegate.service.job.Job;
import io.facegate.service.job.JobAnswers;
import io.facegate.service.job.JobDocument;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import io.facegate.service.web.upload.Bodies;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelId;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/galleries/{gallery}/move")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Moves")
public final class MoveResource {
    private final MoveRepository moves;
    private final GalleryRepository galleries;
    private final ModelCatalog catalog;
    private final ServedModels models;
    private final Thresholds thresholds;
    private final Bodies bodies;
    private final JobAnswers answers;

    MoveResource(
            MoveRepository moves,
            GalleryRepository galleries,
            JobAnswers answers,
            ModelCatalog catalog,
            ServedModels models,
            Thresholds thresholds,
            Bodies bodies) {
        this.bodies = bodies;
        this.moves = moves;
        this.galleries = galleries;
        this.catalog = catalog;
        this.models = models;
        this.thresholds = thresholds;
        this.answers = answers;
    }

    @POST
    @RolesAllowed(Scope.Code.ADMIN)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Start moving a gallery to another embedder",
            description = "From now on enrolments add templates of both embedders; the gallery goes on answering by the"
                    + " old one. It can be repeated. A move back to the embedder that the gallery has left takes up its"
                    + " templates again.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = NewMove.class)))
    public Uni<Move> startMove(@RestPath GalleryName gallery, @Context RoutingContext request) {
        Uni<NewMove> move = bodies.json(request, NewMove.class);
        return galleries.get(gallery).chain(found -> move.map(asked -> served(asked.model()))
                .chain(to -> {
                    thresholds.requireCalibrated(to, found.population(), found.falseMatchRate());
                    return moves.start(
                                    found.name(),
                                    to,
                                    models.pipeline().embedder(to).dimension())
                            .chain(() -> show(found.name()));
                }));
    }

    private ModelId served(NamedModel model) {
        List<ModelId> all =
                catalog.embedders().stream().map(ModelDescriptor::id).toList();
        return all.stream()
                .filter(model::is)
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        ProblemType.MODEL_NOT_SERVED,
                        NewMove.MODEL,
                        "This service has no such embedder; it has %s.%nMaybe name it in facegate.models.also."
                                .formatted(all)));
    }

    @GET
    @RolesAllowed(Scope.Code.READ)
    @Operation(summary = "Show how far a move is")
    public Uni<Move> getMove(@RestPath GalleryName gallery) {
        return galleries.get(gallery).chain(found -> show(found.name()));
    }

    @POST
    @RolesAllowed(Scope.Code.ADMIN)
    @Path("finish")
    @Operation(
            summary = "Let the gallery answer by the new embedder",
            description = "People who need re-enrolment are not recognised from then on. Templates of the old embedder"
                    + " are kept until they are dropped, so that the gallery can move back. It can be repeated.")
    public Uni<Move> finishMove(@RestPath GalleryName gallery) {
        return moves.finish(gallery).chain(() -> show(gallery));
    }

    @POST
    @RolesAllowed(Scope.Code.ADMIN)
    @Path("drop")
    @Operation(
            summary = "Delete the templates of the embedder that the gallery has left",
            description = "In parts. It can't be undone, and the gallery can't move back from now on.")
    @APIResponse(responseCode = "204", ref = JobDocument.DELETED)
    @APIResponse(responseCode = "202", ref = JobDocument.GOES_ON)
    public Uni<RestResponse<Job>> dropLeftTemplates(@RestPath GalleryName gallery) {
        return moves.drop(gallery).chain(answers::deletion);
    }

    @DELETE
    @RolesAllowed(Scope.Code.ADMIN)
    @Operation(
            summary = "Abort a move",
            description =
                    "Deletes the templates of the new embedder, in parts. A move that is finished can't be aborted.")
    @APIResponse(responseCode = "204", ref = JobDocument.DELETED)
    @APIResponse(responseCode = "202", ref = JobDocument.GOES_ON)
    public Uni<RestResponse<Job>> abortMove(@RestPath GalleryName gallery) {
        return moves.abort(gallery).chain(answers::deletion);
    }

    private Uni<Move> show(GalleryName gallery) {
        return moves.find(gallery).map(move -> move.orElseThrow(MoveRepository::notFound));
    }
}

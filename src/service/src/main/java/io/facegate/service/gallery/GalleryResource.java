package io.facegate.service.gallery;

import io.facegate.gallery.GalleryName;
import io.facegate.service.access.Callers;
import io.facegate.service.access.Scope;
import io.facegate.service.decision.RateFloor;
import io.facegate.service.inference.ServedModels;
import io.facegate.service.job.Job;
import io.facegate.service.job.JobAnswers;
import io.facegate.service.job.JobDocument;
import io.facegate.service.paging.Cursor;
import io.facegate.service.paging.PageLimit;
import io.facegate.service.web.upload.Bodies;
import io.facegate.vision.embedding.Embedder;
import io.facegate.vision.model.PopulationKind;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/v1/galleries")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Galleries")
public final class GalleryResource {
    private final GalleryRepository galleries;
    private final JobAnswers answers;
    private final ServedModels models;
    private final RateFloor floor;
    private final Bodies bodies;

    GalleryResource(
            GalleryRepository galleries, JobAnswers answers, ServedModels models, RateFloor floor, Bodies bodies) {
        this.bodies = bodies;
        this.galleries = galleries;
        this.answers = answers;
        this.models = models;
        this.floor = floor;
    }

    @POST
    @RolesAllowed(Scope.Code.ADMIN)
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    @Operation(
            summary = "Create a gallery",
            description =
                    "It is bound to the embedder that is served: it keeps and compares templates of that one only.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = NewGallery.class)))
    @APIResponse(
            responseCode = "201",
            description = "The new gallery",
            content = @Content(schema = @Schema(implementation = GalleryDescription.class)))
    public Uni<GalleryDescription> createGallery(@Context RoutingContext request) {
        Embedder embedder = models.pipeline().embedder();
        return bodies.json(request, NewGallery.class)
                .invoke(asked -> floor.requireOffered(embedder.model(), asked.populationOrDefault(), asked.fmr()))
                .chain(asked -> galleries.create(
                        asked.name(),
                        embedder.model(),
                        embedder.dimension(),
                        asked.populationOrDefault(),
                        asked.fmr(),
                        asked.verification(),
                        asked.gates()))
                .map(GalleryDescription::of);
    }

    @GET
    @RolesAllowed(Scope.Code.READ)
    @Operation(summary = "List galleries", description = "In the order in which they were created.")
    public Uni<GalleryPage> listGalleries(
            @RestQuery("cursor") @Nullable Cursor cursor,
            @RestQuery("limit") @Nullable PageLimit limit,
            @Context RoutingContext request) {
        return galleries
                .list(
                        Callers.of(request).galleries(),
                        Cursor.orStart(cursor),
                        PageLimit.orDefault(limit).value())
                .map(GalleryPage::of);
    }

    @GET
    @RolesAllowed(Scope.Code.READ)
    @Path("{gallery}")
    @Operation(summary = "Show a gallery")
    public Uni<GalleryDescription> getGallery(@RestPath GalleryName gallery) {
        return galleries.get(gallery).map(GalleryDescription::of);
    }

    @PATCH
    @RolesAllowed(Scope.Code.ADMIN)
    @Path("{gallery}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Change a gallery", description = "Fields that are absent stay as they are.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = GalleryChange.class)))
    public Uni<GalleryDescription> changeGallery(@RestPath GalleryName gallery, @Context RoutingContext request) {
        Uni<GalleryChange> change = bodies.json(request, GalleryChange.class);
        return galleries
                .get(gallery)
                .chain(found -> change)
                .chain(wanted -> galleries.update(gallery, stored -> change(stored, wanted)))
                .map(GalleryDescription::of);
    }

    private void change(Gallery gallery, GalleryChange wanted) {
        wanted.fmr().ifGiven(gallery::matchAt);
        wanted.population()
                .ifGiven(people -> gallery.decideFor(Objects.requireNonNullElse(people, PopulationKind.GROWN)));
        if (wanted.fmr().given() || wanted.population().given()) {
            gallery.models()
                    .forEach(model -> floor.requireOffered(model, gallery.population(), gallery.falseMatchRate()));
        }
        wanted.verification().ifGiven(gallery::verifyBy);
        gallery.gateBy(wanted.gates(gallery.gates()));
    }

    @DELETE
    @RolesAllowed(Scope.Code.ADMIN)
    @Path("{gallery}")
    @Operation(
            summary = "Delete a gallery",
            description =
                    "With everybody in it: identities, templates and search indexes. From now on it answers nobody, and"
                            + " its name can be used again. What it holds is deleted in parts. It can't be undone.")
    @APIResponse(responseCode = "204", ref = JobDocument.DELETED)
    @APIResponse(responseCode = "202", ref = JobDocument.GOES_ON)
    public Uni<RestResponse<Job>> deleteGallery(@RestPath GalleryName gallery) {
        return galleries.beginDeletion(gallery).chain(answers::deletion);
    }
}

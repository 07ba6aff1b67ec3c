package io.facegate.service.gallery;

import io.facegate.gallery.DisplayName;
import io.facegate.gallery.ExternalId;
import io.facegate.gallery.GalleryName;
import io.facegate.gallery.Metadata;
import io.facegate.service.access.Scope;
import io.facegate.service.job.Job;
import io.facegate.service.job.JobAnswers;
import io.facegate.service.job.JobDocument;
import io.facegate.service.paging.Cursor;
import io.facegate.service.paging.PageLimit;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import io.facegate.service.web.upload.Bodies;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/v1/galleries/{gallery}/identities")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Identities")
public final class IdentityResource {
    private final GalleryRepository galleries;
    private final IdentityRepository identities;
    private final JobAnswers answers;
    private final Bodies bodies;

    IdentityResource(GalleryRepository galleries, IdentityRepository identities, JobAnswers answers, Bodies bodies) {
        this.bodies = bodies;
        this.galleries = galleries;
        this.identities = identities;
        this.answers = answers;
    }

    @POST
    @RolesAllowed(Scope.Code.ENROL)
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    @Operation(summary = "Create an identity", description = "It can be recognised once a template is enrolled for it.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = NewIdentity.class)))
    @APIResponse(
            responseCode = "201",
            description = "The new identity",
            content = @Content(schema = @Schema(implementation = IdentityDescription.class)))
    public Uni<IdentityDescription> createIdentity(@RestPath GalleryName gallery, @Context RoutingContext request) {
        Uni<NewIdentity> body = bodies.json(request, NewIdentity.class);
        return galleries
                .get(gallery)
                .chain(found -> body.chain(asked -> create(found, asked)))
                .map(IdentityDescription::of);
    }

    private Uni<Identity> create(Gallery gallery, NewIdentity asked) {
        DisplayName name = asked.displayName();
        Metadata metadata = asked.metadata();
        return identities.create(
                gallery,
                asked.externalId(),
                name == null ? null : name.value(),
                new JsonObject((metadata == null ? Metadata.NONE : metadata).json()),
                asked.active().orElse(true));
    }

    @GET
    @RolesAllowed(Scope.Code.READ)
    @Operation(summary = "List identities", description = "In the order in which they were created.")
    public Uni<IdentityPage> listIdentities(
            @RestPath GalleryName gallery,
            @RestQuery("search") @Nullable IdentitySearch search,
            @RestQuery("cursor") @Nullable Cursor cursor,
            @RestQuery("limit") @Nullable PageLimit limit) {
        return galleries
                .get(gallery)
                .chain(found -> identities.list(
                        found,
                        search,
                        Cursor.orStart(cursor),
                        PageLimit.orDefault(limit).value()))
                .map(IdentityPage::of);
    }

    @GET
    @RolesAllowed(Scope.Code.READ)
    @Path("{external_id}")
    @Operation(summary = "Show an identity")
    public Uni<IdentityDescription> getIdentity(
            @RestPath GalleryName gallery, @RestPath("external_id") ExternalId externalId) {
        return galleries
                .get(gallery)
                .chain(found -> identities.get(found, externalId))
                .map(IdentityDescription::of);
    }

    @PATCH
    @RolesAllowed(Scope.Code.ENROL)
    @Path("{external_id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Change an identity", description = "Fields that are absent stay as they are.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = IdentityChange.class)))
    public Uni<IdentityDescription> changeIdentity(
            @RestPath GalleryName gallery,
            @RestPath("external_id") ExternalId externalId,
            @Context RoutingContext request) {
        Uni<IdentityChange> change = bodies.json(request, IdentityChange.class);
        return galleries
                .get(gallery)
                .call(found -> identities.get(found, externalId))
                .chain(found -> change.chain(wanted -> identities.update(found, externalId, wanted::applyTo)))
                .map(IdentityDescription::of);
    }

    @DELETE
    @RolesAllowed(Scope.Code.ADMIN)
    @Operation(
            summary = "Delete all identities",
            description =
                    "The gallery stays, as it was when it was new. From now on nobody who was in it is found; what is"
                            + " kept of them is deleted in parts. It can't be undone.")
    @APIResponse(responseCode = "204", ref = JobDocument.DELETED)
    @APIResponse(responseCode = "202", ref = JobDocument.GOES_ON)
    public Uni<RestResponse<Job>> deleteAllIdentities(
            @RestPath GalleryName gallery,
            @Parameter(
                            required = true,
                            description =
                                    "The gallery's name again: a request for one identity whose id is missing must not"
                                            + " delete all of them")
                    @RestQuery("confirm")
                    @Nullable
                    String confirm) {
        if (!gallery.value().equals(confirm)) {
            throw new ProblemException(
                    ProblemType.PARAMETER_INVALID,
                    "The query parameter 'confirm' must be the gallery's name, since everybody in it is deleted.");
        }
        return galleries.beginEmptying(gallery).chain(answers::deletion);
    }

    @DELETE
    @RolesAllowed(Scope.Code.ENROL)
    @Path("{external_id}")
    @Operation(summary = "Delete an identity", description = "With all its templates. It can't be undone.")
    public Uni<Void> deleteIdentity(@RestPath GalleryName gallery, @RestPath("external_id") ExternalId externalId) {
        return galleries.get(gallery).chain(found -> identities.delete(found, externalId));
    }
}

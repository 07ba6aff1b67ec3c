package io.facegate.service.access.key;

import io.facegate.service.access.Scope;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import io.facegate.service.web.upload.Bodies;
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
import java.time.Duration;
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
import org.jspecify.annotations.Nullable;

@Path("/v1/keys")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Keys")
public final class KeyResource {
    private static final Duration OVERLAP = Duration.ofDays(1);

    private final KeyRepository keys;
    private final KeyRing ring;
    private final ServicePepper pepper;
    private final Bodies bodies;

    KeyResource(KeyRepository keys, KeyRing ring, ServicePepper pepper, Bodies bodies) {
        this.keys = keys;
        this.ring = ring;
        this.pepper = pepper;
        this.bodies = bodies;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scope.Code.ADMIN)
    @ResponseStatus(201)
    @Operation(summary = "Make a key", description = "Its text is in this answer alone, and nowhere else ever again.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = NewAccessKey.class)))
    @APIResponse(
            responseCode = "201",
            description = "The new key",
            content = @Content(schema = @Schema(implementation = IssuedKeyAnswer.class)))
    public Uni<IssuedKeyAnswer> createKey(@Context RoutingContext request) {
        return bodies.json(request, NewAccessKey.class)
                .map(NewAccessKey::wanted)
                .chain(wanted -> keys.create(wanted, pepper.get()))
                .map(IssuedKeyAnswer::of);
    }

    @GET
    @RolesAllowed(Scope.Code.ADMIN)
    @Operation(
            summary = "List keys",
            description = "With those that have ended, so that each id tells whom it was given to.")
    public Uni<KeyList> listKeys() {
        return keys.list()
                .map(all -> new KeyList(all.stream().map(KeyDescription::of).toList()));
    }

    @POST
    @Path("{key_id}/rotate")
    @RolesAllowed(Scope.Code.ADMIN)
    @ResponseStatus(201)
    @Operation(
            summary = "Rotate a key",
            description =
                    "A new key may do the same, and the old one goes on for a while, so that both are known meanwhile.")
    @APIResponse(
            responseCode = "201",
            description = "The new key",
            content = @Content(schema = @Schema(implementation = IssuedKeyAnswer.class)))
    public Uni<IssuedKeyAnswer> rotateKey(
            @RestPath("key_id") String id,
            @Parameter(
                            description = "How long the old key goes on, a period of ISO 8601; P1D if left out",
                            schema = @Schema(implementation = String.class, examples = "PT12H"))
                    @RestQuery("overlap")
                    KeyBodies.@Nullable Period overlap) {
        return keys.rotate(id, overlap == null ? OVERLAP : overlap.value(), pepper.get())
                .map(issued -> issued.orElseThrow(KeyResource::notFound))
                .map(IssuedKeyAnswer::of);
    }

    @DELETE
    @Path("{key_id}")
    @RolesAllowed(Scope.Code.ADMIN)
    @Operation(
            summary = "Revoke a key",
            description =
                    "Here at once, and by every other replica when it looks next (FACEGATE_ACCESS_REFRESH_EVERY).")
    public Uni<Void> revokeKey(@RestPath("key_id") String id) {
        return keys.revoke(id)
                .invoke(known -> {
                    if (!known) {
                        throw notFound();
                    }
                })
                .chain(ring::lookForChanges);
    }

    private static ProblemException notFound() {
        return new ProblemException(ProblemType.KEY_NOT_FOUND, "There is no such key that can be used.");
    }
}

package io.facegate.service.replay;

import io.facegate.gallery.GalleryName;
import io.facegate.service.access.Caller;
import io.facegate.service.access.Callers;
import io.facegate.service.access.Scope;
import io.facegate.service.gallery.ClaimedIdentities;
import io.facegate.service.gallery.GalleryRepository;
import io.facegate.service.web.upload.Bodies;
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
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

@Path("/v1/galleries/{gallery}/nonces")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Recognition")
public final class NonceResource {
    private final GalleryRepository galleries;
    private final ClaimedIdentities identities;
    private final Nonces nonces;
    private final Callers callers;
    private final Bodies bodies;

    NonceResource(
            GalleryRepository galleries, ClaimedIdentities identities, Nonces nonces, Callers callers, Bodies bodies) {
        this.galleries = galleries;
        this.identities = identities;
        this.nonces = nonces;
        this.callers = callers;
        this.bodies = bodies;
    }

    @POST
    @RolesAllowed(Scope.Code.VERIFY)
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    @Operation(
            summary = "Begin a verification",
            description = "A nonce is for one verification of this identity, by whoever asked for it, and soon expires:"
                    + " what is verified by it was sent after it was given. A gallery may require one.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = NewNonce.class)))
    @APIResponse(
            responseCode = "201",
            description = "The nonce, which is shown only here",
            content = @Content(schema = @Schema(implementation = NonceDescription.class)))
    public Uni<NonceDescription> createNonce(@RestPath GalleryName gallery, @Context RoutingContext request) {
        Caller caller = callers.current();
        Uni<NewNonce> body = bodies.json(request, NewNonce.class);
        return galleries
                .get(gallery)
                .chain(found -> body.chain(asked -> identities.find(found, asked.externalId(), caller)))
                .chain(claimed -> nonces.give(claimed, caller))
                .map(given -> new NonceDescription(given.nonce().value(), given.expires()));
    }
}

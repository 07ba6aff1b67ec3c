package io.facegate.service.attempt;

import io.facegate.gallery.ExternalId;
import io.facegate.gallery.GalleryName;
import io.facegate.service.access.Scope;
import io.facegate.service.gallery.ClaimedIdentity;
import io.facegate.service.gallery.GalleryMember;
import io.facegate.service.gallery.GalleryRepository;
import io.facegate.service.gallery.IdentityRepository;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

@Path("/v1/galleries/{gallery}/identities/{external_id}/attempts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Identities")
public final class AttemptResource {
    private final GalleryRepository galleries;
    private final IdentityRepository identities;
    private final Attempts attempts;

    AttemptResource(GalleryRepository galleries, IdentityRepository identities, Attempts attempts) {
        this.galleries = galleries;
        this.identities = identities;
        this.attempts = attempts;
    }

    @GET
    @RolesAllowed(Scope.Code.READ)
    @Operation(
            summary = "Show how often somebody failed to be an identity",
            description = "After a few consecutive failures each further verification waits, and after many the face is"
                    + " disabled as a factor.")
    public Uni<AttemptsDescription> getAttempts(
            @RestPath GalleryName gallery, @RestPath("external_id") ExternalId externalId) {
        return member(gallery, externalId).chain(attempts::show).map(AttemptsDescription::of);
    }

    @POST
    @RolesAllowed(Scope.Code.ADMIN)
    @Path("reset")
    @Operation(
            summary = "Forgive all failures of an identity",
            description = "A face that was disabled is a factor again.")
    public Uni<AttemptsDescription> resetAttempts(
            @RestPath GalleryName gallery, @RestPath("external_id") ExternalId externalId) {
        return member(gallery, externalId).chain(attempts::reset).map(AttemptsDescription::of);
    }

    private Uni<ClaimedIdentity> member(GalleryName gallery, ExternalId externalId) {
        return galleries.get(gallery).chain(found -> identities
                .get(found, externalId)
                .map(identity -> ClaimedIdentity.of(new GalleryMember(found, identity))));
    }
}

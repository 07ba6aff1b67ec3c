package io.facegate.service.verification;

import io.facegate.gallery.ExternalId;
import io.facegate.gallery.GalleryName;
import io.facegate.service.access.Scope;
import io.facegate.service.decision.FalseMatchRate;
import io.facegate.service.face.OneFace;
import io.facegate.service.replay.Nonce;
import io.facegate.service.web.upload.Bodies;
import io.facegate.service.web.upload.PictureBodies;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/v1/galleries/{gallery}/identities/{external_id}/verify")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Recognition")
public final class VerificationResource {
    private final VerificationService verification;
    private final Bodies bodies;

    VerificationResource(VerificationService verification, Bodies bodies) {
        this.verification = verification;
        this.bodies = bodies;
    }

    @POST
    @RolesAllowed(Scope.Code.VERIFY)
    @Consumes(PictureBodies.ACCEPTED)
    @RequestBody(ref = PictureBodies.ONE)
    @Operation(
            summary = "Verify that a picture shows an identity",
            description = "By the most similar of its templates. The answer is a factor of an authentication with its"
                    + " similarity, threshold and false match rate. Whoever has neither the scope read nor enrol isn't told"
                    + " whether there is such an identity: if there is none, or none that can be verified, access is denied as"
                    + " to a face that doesn't fit. Nothing is stored, unless the operator lets"
                    + " verifications re-enrol while a gallery moves to another embedder.")
    public Uni<VerificationResponse> verify(
            @RestPath GalleryName gallery,
            @RestPath("external_id") ExternalId externalId,
            @RestQuery("face") @DefaultValue("main") OneFace face,
            @Parameter(
                            description = "Grant access at the threshold for this false match rate; default: the"
                                    + " gallery's, or else the operator's policy")
                    @RestQuery("fmr")
                    @Nullable
                    FalseMatchRate rate,
            @RestHeader(Nonce.HEADER) @Nullable Nonce nonce,
            @Context RoutingContext request) {
        return verification
                .verify(gallery, externalId, bodies.picture(request), face.choice(), rate, nonce)
                .map(outcome -> outcome.to(VerificationAnswer.INSTANCE));
    }
}

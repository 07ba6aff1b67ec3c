package io.facegate.service.verification;

import io.facegate.service.decision.FalseMatchRate;
import io.facegate.service.face.FaceParameter;
import io.facegate.service.gallery.ExternalId;
import io.facegate.service.gallery.GalleryName;
import io.facegate.service.web.upload.Bodies;
import io.facegate.service.web.upload.PictureForm;
import io.facegate.service.web.upload.Upload;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
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
    @Consumes({MediaType.MULTIPART_FORM_DATA, Upload.ANY_PICTURE, MediaType.APPLICATION_OCTET_STREAM})
    @Operation(
            summary = "Verify that a picture shows an identity",
            description = "By the most similar of its templates. The answer is a factor of an authentication with its"
                    + " similarity, threshold and false match rate. Nothing is stored, unless the operator lets"
                    + " verifications re-enrol while a gallery moves to another embedder.")
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = MediaType.MULTIPART_FORM_DATA,
                        schema = @Schema(implementation = PictureForm.class)),
                @Content(mediaType = Upload.JPEG),
                @Content(mediaType = Upload.PNG),
                @Content(mediaType = Upload.WEBP),
                @Content(mediaType = Upload.BMP),
                @Content(mediaType = MediaType.APPLICATION_OCTET_STREAM)
            })
    public Uni<VerificationResponse> verify(
            @RestPath String gallery,
            @RestPath("external_id") String externalId,
            @Context RoutingContext request,
            @Parameter(
                            description = "Which face, if there are several: the largest, or none (several_faces)",
                            schema =
                                    @Schema(
                                            enumeration = {"largest", "only"},
                                            defaultValue = "largest"))
                    @RestQuery("face")
                    @Nullable
                    String face,
            @Parameter(
                            description = "Grant access at the threshold for this false match rate, one that the"
                                    + " embedder is calibrated at; default: the gallery's, or else the"
                                    + " operator's policy",
                            example = "1e-4")
                    @RestQuery("fmr")
                    @Nullable
                    String fmr) {
        return verification
                .verify(
                        GalleryName.inPath(gallery),
                        ExternalId.inPath(externalId),
                        bodies.upload(request, upload -> upload.picture(PictureForm.PICTURE)),
                        FaceParameter.one(face),
                        FalseMatchRate.parameter(fmr))
                .map(outcome -> outcome.to(VerificationAnswer.INSTANCE));
    }
}

package io.facegate.service.identification;

import io.facegate.service.decision.FalseMatchRate;
import io.facegate.service.face.FaceParameter;
import io.facegate.service.face.PictureProblems;
import io.facegate.service.gallery.GalleryName;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import io.facegate.service.web.upload.Bodies;
import io.facegate.service.web.upload.PictureForm;
import io.facegate.service.web.upload.Upload;
import io.facegate.vision.detection.FaceChoice;
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

@Path("/v1/galleries/{gallery}/identify")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Recognition")
public final class IdentificationResource {
    private static final int DEFAULT_CANDIDATES = 5;
    private static final int MOST_CANDIDATES = 100;

    private final IdentificationService identification;
    private final Bodies bodies;

    IdentificationResource(IdentificationService identification, Bodies bodies) {
        this.identification = identification;
        this.bodies = bodies;
    }

    @POST
    @Consumes({MediaType.MULTIPART_FORM_DATA, Upload.ANY_PICTURE, MediaType.APPLICATION_OCTET_STREAM})
    @Operation(
            summary = "Identify who is in a picture",
            description = "The answer is 'unknown' if nobody enrolled and active reaches the threshold: a stranger is"
                    + " never the nearest neighbour. Nothing is stored.")
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
    public Uni<IdentificationResponse> identify(
            @RestPath String gallery,
            @Context RoutingContext request,
            @Parameter(
                            description =
                                    "Which face: the largest, the only one (or else several_faces), or each of them"
                                            + " with an answer of its own",
                            schema =
                                    @Schema(
                                            enumeration = {"largest", "only", "all"},
                                            defaultValue = "largest"))
                    @RestQuery("face")
                    @Nullable
                    String face,
            @Parameter(description = "The former name of face", deprecated = true) @RestQuery("faces") @Nullable
                    String faces,
            @Parameter(
                            description = "At most so many candidates for a face",
                            schema = @Schema(minimum = "1", maximum = "100", defaultValue = "5"))
                    @RestQuery("k")
                    @Nullable
                    String k,
            @Parameter(
                            description =
                                    "Share of strangers who may be taken for anybody enrolled, a false match rate that"
                                            + " the embedder is calibrated at; default: the gallery's, or else that of"
                                            + " access_granted. The threshold rises with the size of the gallery, since"
                                            + " each comparison may mistake a stranger",
                            example = "1e-4")
                    @RestQuery("fmr")
                    @Nullable
                    String fmr) {
        FaceChoice choice = FaceParameter.any(face, faces, FaceChoice.LARGEST);
        return identification
                .identify(
                        GalleryName.inPath(gallery),
                        bodies.upload(request, upload -> upload.picture(PictureForm.PICTURE)),
                        choice,
                        limit(k),
                        FalseMatchRate.parameter(fmr))
                .map(outcome -> answer(outcome, choice == FaceChoice.ALL));
    }

    private static IdentificationResponse answer(IdentificationOutcome outcome, boolean allFaces) {
        if (outcome instanceof IdentificationOutcome.Searched searched) {
            return IdentificationResponse.of(searched, allFaces);
        }
        throw PictureProblems.of(((IdentificationOutcome.Refused) outcome).why());
    }

    private static int limit(@Nullable String k) {
        if (k == null) {
            return DEFAULT_CANDIDATES;
        }
        try {
            int limit = Integer.parseInt(k);
            if (limit >= 1 && limit <= MOST_CANDIDATES) {
                return limit;
            }
        } catch (NumberFormatException e) {
            throw badLimit();
        }
        throw badLimit();
    }

    private static ProblemException badLimit() {
        return new ProblemException(
                ProblemType.PARAMETER_INVALID,
                "The query parameter 'k' must be a number from 1 to %d.".formatted(MOST_CANDIDATES));
    }
}

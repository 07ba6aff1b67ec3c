package io.facegate.service.comparison;

import io.facegate.service.access.Scope;
import io.facegate.service.embedding.ReceivedEmbedding;
import io.facegate.service.face.OneFace;
import io.facegate.service.face.PictureProblems;
import io.facegate.service.inference.ServedModels;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import io.facegate.service.web.upload.Bodies;
import io.facegate.service.web.upload.PartName;
import io.facegate.service.web.upload.Upload;
import io.facegate.vision.embedding.Embedder;
import io.facegate.vision.embedding.Embedding;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

@Path("/")
@Consumes(MediaType.MULTIPART_FORM_DATA)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Comparisons")
public final class CompareResource {
    private final CompareService comparisons;
    private final Embedder embedder;
    private final Bodies bodies;

    CompareResource(CompareService comparisons, ServedModels models, Bodies bodies) {
        this.comparisons = comparisons;
        this.embedder = models.pipeline().embedder();
        this.bodies = bodies;
    }

    @POST
    @RolesAllowed(Scope.Code.COMPARE)
    @Path("compare")
    @Operation(
            summary = "Compare an embedding with a picture",
            description = "The answer is a factor of an authentication with its similarity, threshold and false match"
                    + " rate. Nothing is stored.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            schema = @Schema(implementation = CompareForm.class)))
    @APIResponse(
            responseCode = "200",
            description = "The similarity and what it means",
            content = @Content(schema = @Schema(implementation = CompareResponse.class)))
    public Uni<CompareResponse> compare(
            @RestQuery("face") @DefaultValue("main") OneFace face, @Context RoutingContext request) {
        return bodies.upload(request, this::probe)
                .chain(probe -> comparisons.compare(probe.reference(), probe.picture(), face.choice()))
                .map(outcome -> CompareResponse.of(compared(outcome, ComparePart.TEST_FILE)));
    }

    @POST
    @RolesAllowed(Scope.Code.COMPARE)
    @Path("v1/compare")
    @Operation(
            summary = "Compare two pictures",
            description = "A problem names, in 'part', the picture that it is about. Nothing is stored.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            schema = @Schema(implementation = PicturePairForm.class)))
    @APIResponse(
            responseCode = "200",
            description = "The similarity and what it means",
            content = @Content(schema = @Schema(implementation = PicturePairResponse.class)))
    public Uni<PicturePairResponse> comparePictures(
            @RestQuery("face") @DefaultValue("main") OneFace face, @Context RoutingContext request) {
        return bodies.upload(
                        request,
                        upload -> List.of(upload.picture(ComparePart.REFERENCE), upload.picture(ComparePart.PROBE)))
                .chain(pictures -> comparisons.compare(pictures.get(0), pictures.get(1), face.choice()))
                .map(outcome -> PicturePairResponse.of(compared(outcome, ComparePart.REFERENCE, ComparePart.PROBE)));
    }

    /**
     * @param parts that had the pictures, in their order
     */
    private static ComparisonOutcome.Compared compared(ComparisonOutcome outcome, PartName... parts) {
        if (outcome instanceof ComparisonOutcome.Refused refused) {
            throw PictureProblems.of(refused.why(), parts[refused.picture()]);
        }
        return (ComparisonOutcome.Compared) outcome;
    }

    private Probe probe(Upload upload) {
        upload.optionalText(ComparePart.REF_MODEL).ifPresent(this::requireServed);
        return new Probe(
                ReferenceEmbedding.parse(upload.text(ComparePart.REF_EMBEDDING), ReceivedEmbedding.by(embedder)),
                upload.picture(ComparePart.TEST_FILE));
    }

    private void requireServed(String model) {
        if (!model.strip().equals(embedder.model().value())) {
            throw new ProblemException(
                    ProblemType.EMBEDDING_MODEL_MISMATCH,
                    ComparePart.REF_MODEL,
                    "The reference is of another model than %s, which is served.".formatted(embedder.model()));
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // compared with nothing
    private record Probe(Embedding reference, byte[] picture) {}
}

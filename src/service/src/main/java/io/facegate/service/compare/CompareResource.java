package io.facegate.service.compare;

import io.facegate.service.face.FaceParameter;
import io.facegate.service.upload.Upload;
import io.facegate.vision.embedding.Embedding;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/")
@Consumes(MediaType.MULTIPART_FORM_DATA)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Comparisons")
public final class CompareResource {
    private final CompareService comparisons;

    CompareResource(CompareService comparisons) {
        this.comparisons = comparisons;
    }

    @POST
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
            Upload upload,
            @Parameter(
                            description = "Which face, if there are several: the largest, or none (several_faces)",
                            schema =
                                    @Schema(
                                            enumeration = {"largest", "only"},
                                            defaultValue = "largest"))
                    @RestQuery
                    @Nullable
                    String face) {
        upload.optionalText(ComparePart.REF_MODEL).ifPresent(comparisons::checkModel);
        Embedding reference = comparisons.reference(upload.text(ComparePart.REF_EMBEDDING));
        return comparisons.compare(reference, upload.picture(ComparePart.TEST_FILE), FaceParameter.one(face));
    }

    @POST
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
            Upload upload,
            @Parameter(
                            description = "Which face, if there are several: the largest, or none (several_faces)",
                            schema =
                                    @Schema(
                                            enumeration = {"largest", "only"},
                                            defaultValue = "largest"))
                    @RestQuery
                    @Nullable
                    String face) {
        return comparisons.compare(
                upload.picture(ComparePart.REFERENCE), upload.picture(ComparePart.PROBE), FaceParameter.one(face));
    }
}

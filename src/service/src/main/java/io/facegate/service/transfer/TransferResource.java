package io.facegate.service.transfer;

import io.facegate.gallery.GalleryName;
import io.facegate.service.access.Scope;
import io.facegate.service.config.JobsConfig;
import io.facegate.service.job.JobAnswers;
import io.facegate.service.job.JobDocument;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import io.facegate.service.web.upload.UploadLimits;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.mutiny.core.buffer.Buffer;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

@Path("/v1/galleries/{gallery}")
@Tag(name = "Galleries")
public final class TransferResource {
    private static final Duration LINGER = Duration.ofSeconds(10);

    private final GalleryExport exports;
    private final GalleryImport imports;
    private final JobAnswers answers;
    private final JobsConfig jobs;
    private final UnreadAnswers unread;

    TransferResource(
            GalleryExport exports, GalleryImport imports, JobAnswers answers, JobsConfig jobs, UnreadAnswers unread) {
        this.unread = unread;
        this.exports = exports;
        this.imports = imports;
        this.answers = answers;
        this.jobs = jobs;
    }

    @GET
    @RolesAllowed(Scope.Code.ADMIN)
    @Path("export")
    @Produces(UploadLimits.STREAMED)
    @Operation(
            summary = "Export a gallery",
            description =
                    "JSON lines: a header, people with their templates, and an end with counts and a checksum. A"
                            + " file without that end is not complete. It has biometric data: keep it as you keep the database.")
    @APIResponse(
            responseCode = "200",
            description = "The gallery",
            content = @Content(mediaType = UploadLimits.STREAMED, schema = @Schema(type = SchemaType.STRING)))
    public Multi<byte[]> exportGallery(@RestPath GalleryName gallery, @Context RoutingContext answer) {
        return RestMulti.fromMultiData(unread.watched(exports.lines(gallery), answer))
                .header(HttpHeaders.CACHE_CONTROL, "no-store") // NoStore doesn't see answers that are streamed
                .build();
    }

    @POST
    @RolesAllowed(Scope.Code.ENROL)
    @Path("import")
    @Consumes(UploadLimits.STREAMED)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Import an exported gallery",
            description = "Adds the people and templates of the file that the gallery doesn't have yet, by external id"
                    + " and content, and changes nobody who is there. Nothing is kept of a file that is not complete,"
                    + " was changed, or is of another model. It begins once all of the file has come, and goes on then"
                    + " whether or not anybody waits for the answer. It can be repeated.")
    @RequestBody(
            required = true,
            content = @Content(mediaType = UploadLimits.STREAMED, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(
            responseCode = "200",
            description = "It is imported",
            content = @Content(schema = @Schema(implementation = ImportResponse.class)))
    @APIResponse(responseCode = "202", ref = JobDocument.GOES_ON)
    public Uni<RestResponse<Object>> importGallery(@RestPath GalleryName gallery, @Context HttpServerRequest request) {
        io.vertx.core.Context own = Objects.requireNonNull(Vertx.currentContext(), "a request has a context");
        return imports.begin(gallery, body(request))
                // whoever still sends would otherwise not see the answer
                .onFailure()
                .invoke(() -> own.runOnContext(nothing -> discard(request))) // where nothing of it comes meanwhile
                .chain(this::answer);
    }

    private Uni<RestResponse<Object>> answer(GalleryImport.Begun begun) {
        return begun.brought()
                .map(response -> RestResponse.<Object>ok(response))
                .ifNoItem()
                .after(jobs.answerWithin())
                .recoverWithUni(() -> answers.accepted(begun.job())
                        .map(accepted -> ResponseBuilder.<Object>create(accepted.getStatus())
                                .entity(accepted.getEntity())
                                .location(accepted.getLocation())
                                .build()));
    }

    private static Multi<Buffer> body(HttpServerRequest request) {
        return io.vertx.mutiny.core.http.HttpServerRequest.newInstance(request)
                .toMulti()
                // what fails then is nobody's any more
                .onCancellation()
                .invoke(() -> request.exceptionHandler(gone -> {}))
                .onFailure()
                .transform(failure -> new ProblemException(
                        ProblemType.IMPORT_INCOMPLETE, "The connection was closed before the last line."));
    }

    /** For a while: who sends slowly has no end. */
    private static void discard(HttpServerRequest request) {
        if (!request.isEnded()) {
            request.handler(piece -> {}).resume();
            io.vertx.core.Context context = Vertx.currentContext();
            if (context != null) {
                context.owner().setTimer(LINGER.toMillis(), late -> {
                    if (!request.isEnded()) {
                        request.connection().close();
                    }
                });
            }
        }
    }
}

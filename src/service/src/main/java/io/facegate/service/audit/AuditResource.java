package io.facegate.service.audit;

import io.facegate.gallery.ExternalId;
import io.facegate.gallery.GalleryName;
import io.facegate.service.access.Scope;
import io.facegate.service.paging.Cursor;
import io.facegate.service.paging.PageLimit;
import io.facegate.service.web.upload.UploadLimits;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Audit")
public final class AuditResource {
    private final AuditEntries entries;
    private final AuditNames names;

    AuditResource(AuditEntries entries, AuditNames names) {
        this.entries = entries;
        this.names = names;
    }

    @GET
    @RolesAllowed(Scope.Code.ADMIN)
    @Operation(
            summary = "List what happened, and who asked for it",
            description = "What has just happened is there within seconds.")
    public Uni<AuditPage> listAudit(
            @RestQuery("type") @Nullable AuditType type,
            @RestQuery("gallery") @Nullable GalleryName gallery,
            @RestQuery("identity") @Nullable ExternalId identity,
            @RestQuery("actor") @Nullable AuditActor actor,
            @Parameter(description = "Not before this time") @RestQuery("since") @Nullable AuditTime since,
            @Parameter(description = "Before this time") @RestQuery("until") @Nullable AuditTime until,
            @RestQuery("order") @Nullable AuditOrder order,
            @RestQuery("cursor") @Nullable Cursor cursor,
            @RestQuery("limit") @Nullable PageLimit limit) {
        return entries.list(
                        new AuditFilter(
                                type, gallery, identity == null ? null : names.all(identity), actor, since, until),
                        order == null ? AuditOrder.OLDEST : order,
                        cursor,
                        PageLimit.orDefault(limit).value())
                .map(AuditPage::of);
    }

    @GET
    @RolesAllowed(Scope.Code.ADMIN)
    @Path("export")
    @Produces(UploadLimits.STREAMED)
    @Operation(
            summary = "Export what happened, as it can be verified",
            description =
                    "JSON lines in their order, each with `position`, `sealed_at`, `hash` and, last, `entry`. A hash is"
                            + " SHA-256 of the hash before it, `sealed_at` and `entry` as they are written here, one after the"
                            + " other. The next lines are after the last one's position; none: there are no more.")
    @APIResponse(
            responseCode = "200",
            description = "Lines",
            content = @Content(mediaType = UploadLimits.STREAMED, schema = @Schema(type = SchemaType.STRING)))
    public Uni<String> exportAudit(
            @RestQuery("after") @Nullable AfterPosition after, @RestQuery("limit") @Nullable PageLimit limit) {
        return entries.lines(
                        after == null ? 0 : after.value(),
                        PageLimit.orDefault(limit).value())
                .map(lines -> lines.stream().map(line -> line.text() + "\n").collect(Collectors.joining()));
    }

    @GET
    @RolesAllowed(Scope.Code.ADMIN)
    @Path("head")
    @Operation(
            summary = "Show where the audit begins and ends",
            description =
                    "Whoever writes `position` and `hash` down elsewhere can tell later whether anything up to there"
                            + " was changed, by whomever.")
    public Uni<AuditHead> getAuditHead() {
        return entries.head();
    }
}

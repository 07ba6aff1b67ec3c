package io.facegate.service.template;

import io.facegate.gallery.ExternalId;
import io.facegate.gallery.GalleryName;
import io.facegate.service.access.Scope;
import io.facegate.service.paging.Cursor;
import io.facegate.service.paging.PageLimit;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/v1/galleries/{gallery}/identities/{external_id}/templates")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Templates")
public final class TemplateResource {
    private final IdentityTemplates templates;

    TemplateResource(IdentityTemplates templates) {
        this.templates = templates;
    }

    @GET
    @RolesAllowed(Scope.Code.READ)
    @Operation(summary = "List an identity's templates", description = "Without their embeddings.")
    public Uni<TemplatePage> listTemplates(
            @RestPath GalleryName gallery,
            @RestPath("external_id") ExternalId externalId,
            @RestQuery("cursor") @Nullable Cursor cursor,
            @RestQuery("limit") @Nullable PageLimit limit) {
        return templates
                .list(
                        gallery,
                        externalId,
                        Cursor.orStart(cursor),
                        PageLimit.orDefault(limit).value())
                .map(TemplatePage::of);
    }

    @DELETE
    @RolesAllowed(Scope.Code.ENROL)
    @Path("{template_id}")
    @Operation(summary = "Delete a template", description = "It can't be undone.")
    public Uni<Void> deleteTemplate(
            @RestPath GalleryName gallery,
            @RestPath("external_id") ExternalId externalId,
            @RestPath("template_id") TemplateId template) {
        return templates
                .delete(gallery, externalId, template)
                .invoke(removed -> {
                    if (!removed) {
                        throw TemplateIdParameter.notFound();
                    }
                })
                .replaceWithVoid();
    }
}

package io.facegate.service.template;

import io.facegate.service.gallery.ExternalId;
import io.facegate.service.gallery.GalleryName;
import io.facegate.service.gallery.GalleryRepository;
import io.facegate.service.gallery.IdentityRepository;
import io.facegate.service.paging.PageParameters;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import io.smallrye.mutiny.Uni;
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
    private final GalleryRepository galleries;
    private final IdentityRepository identities;
    private final TemplateRepository templates;

    TemplateResource(GalleryRepository galleries, IdentityRepository identities, TemplateRepository templates) {
        this.galleries = galleries;
        this.identities = identities;
        this.templates = templates;
    }

    @GET
    @Operation(summary = "List an identity's templates", description = "Without their embeddings.")
    public Uni<TemplatePage> listTemplates(
            @RestPath String gallery,
            @RestPath("external_id") String externalId,
            @RestQuery("cursor") @Nullable String cursor,
            @RestQuery("limit") @Nullable String limit) {
        PageParameters page = PageParameters.of(cursor, limit);
        return galleries
                .get(GalleryName.inPath(gallery))
                .chain(found -> identities
                        .get(found, ExternalId.inPath(externalId))
                        .chain(identity -> templates.summaries(found, identity.id(), page.from(), page.limit())))
                .map(TemplatePage::of);
    }

    @DELETE
    @Path("{template_id}")
    @Operation(summary = "Delete a template", description = "It can't be undone.")
    public Uni<Void> deleteTemplate(
            @RestPath String gallery,
            @RestPath("external_id") String externalId,
            @RestPath("template_id") String templateId) {
        TemplateId id = templateId(templateId);
        return galleries
                .get(GalleryName.inPath(gallery))
                .chain(found -> identities
                        .get(found, ExternalId.inPath(externalId))
                        .chain(identity -> templates.remove(found, identity.id(), id)))
                .invoke(removed -> {
                    if (!removed) {
                        throw notFound();
                    }
                })
                .replaceWithVoid();
    }

    private static TemplateId templateId(String text) {
        try {
            return new TemplateId(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw notFound();
        }
    }

    private static ProblemException notFound() {
        return new ProblemException(ProblemType.TEMPLATE_NOT_FOUND, "The identity has no such template.");
    }
}

package io.facegate.service.template;

import io.facegate.service.gallery.Gallery;
import io.facegate.service.gallery.IdentityId;
import io.facegate.service.paging.Cursor;
import io.facegate.service.paging.Page;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** Pages through templates with their embeddings, for showing and exporting them, and deletes them by hand. */
@ApplicationScoped
public class TemplateRepository {
    private final Mutiny.SessionFactory sessions;

    public TemplateRepository(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** The templates of one identity, of every model. */
    public Uni<Page<Template>> list(Gallery gallery, IdentityId identity, Cursor from, int limit) {
        return sessions.withSession(session -> session.createSelectionQuery(
                                "from Template where galleryId = :gallery and identityId = :identity and id > :after order by id",
                                Template.class)
                        .setParameter("gallery", gallery.id())
                        .setParameter("identity", identity.value())
                        .setParameter("after", from.after())
                        .setMaxResults(Page.checkLimit(limit) + 1)
                        .getResultList())
                .map(rows -> Page.of(rows, limit, template -> template.id().value()));
    }

    /** The same without their embeddings, which are nearly all of a template's bytes. */
    public Uni<Page<TemplateSummary>> summaries(Gallery gallery, IdentityId identity, Cursor from, int limit) {
        return sessions.withSession(session -> session.createSelectionQuery("""
                                select new io.facegate.service.template.TemplateSummary(id, model, source, quality, createdAt) from Template
                                where galleryId = :gallery and identityId = :identity and id > :after order by id""", TemplateSummary.class)
                        .setParameter("gallery", gallery.id())
                        .setParameter("identity", identity.value())
                        .setParameter("after", from.after())
                        .setMaxResults(Page.checkLimit(limit) + 1)
                        .getResultList())
                .map(rows -> Page.of(rows, limit, template -> template.id().value()));
    }

    /** The templates of a gallery, of every model. */
    public Uni<Page<Template>> list(Gallery gallery, Cursor from, int limit) {
        return sessions.withSession(session -> session.createSelectionQuery(
                                "from Template where galleryId = :gallery and id > :after order by id", Template.class)
                        .setParameter("gallery", gallery.id())
                        .setParameter("after", from.after())
                        .setMaxResults(Page.checkLimit(limit) + 1)
                        .getResultList())
                .map(rows -> Page.of(rows, limit, template -> template.id().value()));
    }

    /** @return whether the identity had this template */
    public Uni<Boolean> remove(Gallery gallery, IdentityId identity, TemplateId template) {
        return sessions.withTransaction(session -> session.createMutationQuery(
                                "delete from Template where galleryId = :gallery and identityId = :identity and id = :id")
                        .setParameter("gallery", gallery.id())
                        .setParameter("identity", identity.value())
                        .setParameter("id", template.value())
                        .executeUpdate())
                .map(rows -> rows > 0);
    }
}

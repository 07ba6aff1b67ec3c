package io.facegate.service.gallery;

import io.facegate.service.paging.Cursor;
import io.facegate.service.paging.Page;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.function.Consumer;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The people of galleries. A call joins the transaction of its Vert.x context, or is one of its own. */
@ApplicationScoped
public class IdentityRepository {
    private final Mutiny.SessionFactory sessions;

    public IdentityRepository(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /**
     * @throws GalleryException.AlreadyExists if the gallery has this external id
     */
    public Uni<Identity> create(
            Gallery gallery, ExternalId externalId, @Nullable String displayName, JsonObject metadata) {
        return create(gallery, externalId, displayName, metadata, true);
    }

    /**
     * @throws GalleryException.AlreadyExists if the gallery has this external id
     */
    public Uni<Identity> create(
            Gallery gallery, ExternalId externalId, @Nullable String displayName, JsonObject metadata, boolean active) {
        Identity identity = new Identity(gallery.id(), externalId, displayName, metadata);
        identity.activate(active);
        return sessions.withTransaction(session ->
                        session.persist(identity).chain(session::flush).replaceWith(identity))
                .onFailure(ConstraintViolationException.class)
                .transform(failure -> Violation.ofForeignKey(failure)
                        ? new GalleryException.GalleryNotFound(gallery.name()) // it was deleted just now
                        : idIsTaken());
    }

    public Uni<Identity> get(Gallery gallery, ExternalId externalId) {
        return sessions.withSession(session -> find(session, gallery, externalId, LockModeType.NONE));
    }

    /**
     * Changes an identity in one transaction. It is locked from the start: nobody deletes it in between.
     *
     * @throws GalleryException.AlreadyExists if the gallery has its new external id
     */
    public Uni<Identity> update(Gallery gallery, ExternalId externalId, Consumer<Identity> change) {
        return sessions.withTransaction(session -> find(session, gallery, externalId, LockModeType.PESSIMISTIC_WRITE)
                        .invoke(change)
                        .call(session::flush))
                .onFailure(ConstraintViolationException.class)
                .transform(failure -> idIsTaken());
    }

    public Uni<Page<Identity>> list(Gallery gallery, Cursor from, int limit) {
        return sessions.withSession(session -> session.createSelectionQuery(
                                "from Identity where galleryId = :gallery and id > :after order by id", Identity.class)
                        .setParameter("gallery", gallery.id())
                        .setParameter("after", from.after())
                        .setMaxResults(Page.checkLimit(limit) + 1)
                        .getResultList())
                .map(rows -> Page.of(rows, limit, identity -> identity.id().value()));
    }

    /** Deletes the identity with all its templates. */
    public Uni<Void> delete(Gallery gallery, ExternalId externalId) {
        return sessions.withTransaction(session -> session.createMutationQuery(
                                "delete from Identity where galleryId = :gallery and externalId = :externalId")
                        .setParameter("gallery", gallery.id())
                        .setParameter("externalId", externalId.value())
                        .executeUpdate())
                .map(rows -> {
                    if (rows == 0) {
                        throw new GalleryException.IdentityNotFound(gallery.name());
                    }
                    return null;
                });
    }

    private static GalleryException idIsTaken() {
        return new GalleryException.AlreadyExists("An identity of this external id");
    }

    private static Uni<Identity> find(
            Mutiny.Session session, Gallery gallery, ExternalId externalId, LockModeType lock) {
        return session.createSelectionQuery(
                        "from Identity where galleryId = :gallery and externalId = :externalId", Identity.class)
                .setParameter("gallery", gallery.id())
                .setParameter("externalId", externalId.value())
                .setLockMode(lock)
                .getSingleResultOrNull()
                .onItem()
                .ifNull()
                .failWith(() -> new GalleryException.IdentityNotFound(gallery.name()));
    }
}

package io.facegate.service.gallery;

import io.facegate.gallery.ExternalId;
import io.facegate.service.database.SqlState;
import io.facegate.service.database.Transactions;
import io.facegate.service.event.Events;
import io.facegate.service.paging.Cursor;
import io.facegate.service.paging.Page;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.util.function.Consumer;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The people of galleries. Each change is one unit of work, with the event that tells of it. */
@Singleton
public final class IdentityRepository {
    private static final String SEARCHED =
            " and (lower(externalId) like :beginning escape '!'" + " or lower(displayName) like :anywhere escape '!')";
    private static final String DELETE =
            "DELETE FROM identities WHERE gallery_id = $1 AND external_id = $2 RETURNING identity_id";

    private final Transactions transactions;
    private final Events events;

    IdentityRepository(Transactions transactions, Events events) {
        this.transactions = transactions;
        this.events = events;
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
        return transactions.run(work -> work.entities(
                        session -> session.persist(identity).chain(session::flush))
                .onFailure(SqlState::isForeignKeyViolation) // it was deleted just now
                .transform(deleted -> new GalleryException.GalleryNotFound(gallery.name()))
                .onFailure(SqlState::isUniqueViolation)
                .transform(taken -> idIsTaken())
                .chain(() -> events.publish(work, new IdentityEvent.Created(gallery.name(), identity.id(), externalId)))
                .replaceWith(identity));
    }

    public Uni<Identity> get(Gallery gallery, ExternalId externalId) {
        return transactions.read(
                statements -> statements.entities(session -> find(session, gallery, externalId, LockModeType.NONE)));
    }

    /**
     * Changes an identity. It is locked from the start: nobody deletes it in between.
     *
     * @throws GalleryException.AlreadyExists if the gallery has its new external id
     */
    public Uni<Identity> update(Gallery gallery, ExternalId externalId, Consumer<Identity> change) {
        return transactions.run(
                work -> work.entities(session -> find(session, gallery, externalId, LockModeType.PESSIMISTIC_WRITE)
                                .invoke(change)
                                .call(session::flush))
                        .onFailure(SqlState::isUniqueViolation)
                        .transform(taken -> idIsTaken())
                        .call(identity -> events.publish(
                                work,
                                new IdentityEvent.Changed(
                                        gallery.name(), identity.id(), new ExternalId(identity.externalId())))));
    }

    public Uni<Page<Identity>> list(Gallery gallery, @Nullable IdentitySearch search, Cursor from, int limit) {
        return transactions
                .read(statements -> statements.entities(session -> {
                    Mutiny.SelectionQuery<Identity> query = session.createSelectionQuery(
                                    "from Identity where galleryId = :gallery and id > :after"
                                            + (search == null ? "" : SEARCHED) + " order by id",
                                    Identity.class)
                            .setParameter("gallery", gallery.id())
                            .setParameter("after", from.after())
                            .setMaxResults(Page.checkLimit(limit) + 1);
                    if (search != null) {
                        query.setParameter("beginning", search.beginning()).setParameter("anywhere", search.anywhere());
                    }
                    return query.getResultList();
                }))
                .map(rows -> Page.of(rows, limit, identity -> identity.id().value()));
    }

    /** Deletes the identity with all its templates. */
    public Uni<Void> delete(Gallery gallery, ExternalId externalId) {
        return transactions.run(work -> work.execute(DELETE, Tuple.of(gallery.id(), externalId.value()))
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw new GalleryException.IdentityNotFound(gallery.name());
                    }
                    return new IdentityId(rows.iterator().next().getLong(0));
                })
                .chain(identity ->
                        events.publish(work, new IdentityEvent.Deleted(gallery.name(), identity, externalId))));
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

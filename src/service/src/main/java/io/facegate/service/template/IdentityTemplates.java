package io.facegate.service.template;

import io.facegate.gallery.ExternalId;
import io.facegate.gallery.GalleryName;
import io.facegate.service.database.Transactions;
import io.facegate.service.event.Events;
import io.facegate.service.gallery.GalleryException;
import io.facegate.service.gallery.GalleryRepository;
import io.facegate.service.gallery.IdentityRepository;
import io.facegate.service.paging.Cursor;
import io.facegate.service.paging.Page;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Shows what is enrolled of an identity, without its embeddings, and deletes it. */
@Singleton
public final class IdentityTemplates {
    private final GalleryRepository galleries;
    private final IdentityRepository identities;
    private final TemplateStore store;
    private final Transactions transactions;
    private final Events events;

    IdentityTemplates(
            GalleryRepository galleries,
            IdentityRepository identities,
            TemplateStore store,
            Transactions transactions,
            Events events) {
        this.galleries = galleries;
        this.identities = identities;
        this.store = store;
        this.transactions = transactions;
        this.events = events;
    }

    /** Fails with {@link GalleryException} if the gallery or the identity can't be found. */
    public Uni<Page<TemplateSummary>> list(GalleryName gallery, ExternalId externalId, Cursor from, int limit) {
        return galleries.get(gallery).chain(found -> identities
                .get(found, externalId)
                .chain(identity -> store.list(found, identity.id(), from, limit)));
    }

    /**
     * Fails with {@link GalleryException} if the gallery or the identity can't be found.
     *
     * @return whether the identity had this template
     */
    public Uni<Boolean> delete(GalleryName gallery, ExternalId externalId, TemplateId template) {
        return galleries.get(gallery).chain(found -> identities
                .get(found, externalId)
                .chain(identity -> transactions.run(work -> store.remove(work, found, identity.id(), template)
                        .call(removed -> removed
                                ? events.publish(
                                        work, new TemplateEvent.Deleted(gallery, identity.id(), externalId, template))
                                : Uni.createFrom().voidItem()))));
    }
}

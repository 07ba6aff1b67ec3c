package io.facegate.service.template;

import io.facegate.service.database.Transactions;
import io.facegate.service.database.UnitOfWork;
import io.facegate.service.event.Events;
import io.facegate.service.gallery.Gallery;
import io.facegate.service.gallery.IdentityId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Deletes what is enrolled by its number in a gallery, without being told whose it is. */
@Singleton
public final class GalleryTemplates {
    private final TemplateStore store;
    private final Transactions transactions;
    private final Events events;

    GalleryTemplates(TemplateStore store, Transactions transactions, Events events) {
        this.store = store;
        this.transactions = transactions;
        this.events = events;
    }

    /** What was deleted, with whatever came of the same picture; empty if the gallery has no such template. */
    public Uni<Optional<OwnedTemplate>> delete(Gallery gallery, TemplateId template) {
        return store.owner(gallery, template)
                .chain(found -> found.map(owned -> delete(gallery, owned.identity(), template)
                                .map(removed -> removed > 0 ? Optional.of(owned) : Optional.<OwnedTemplate>empty()))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    /**
     * All that an identity has, which stays without a template.
     *
     * @return how many of the gallery's model
     */
    public Uni<Long> deleteAll(Gallery gallery, IdentityId identity) {
        return store.count(gallery, identity).call(() -> delete(gallery, identity, null));
    }

    private Uni<Integer> delete(Gallery gallery, IdentityId identity, @Nullable TemplateId template) {
        return transactions.run(work -> store.removeContent(work, gallery, identity, template)
                .call(removed -> tell(work, gallery, removed))
                .map(List::size));
    }

    private Uni<Void> tell(UnitOfWork work, Gallery gallery, List<OwnedTemplate> removed) {
        return Multi.createFrom()
                .iterable(removed)
                .onItem()
                .transformToUniAndConcatenate(template -> events.publish(
                        work,
                        new TemplateEvent.Deleted(
                                gallery.name(), template.identity(), template.externalId(), template.id())))
                .onItem()
                .ignoreAsUni();
    }
}

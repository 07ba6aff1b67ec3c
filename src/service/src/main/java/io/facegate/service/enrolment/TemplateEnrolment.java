package io.facegate.service.enrolment;

import io.facegate.gallery.ExternalId;
import io.facegate.gallery.GalleryName;
import io.facegate.service.database.Transactions;
import io.facegate.service.database.UnitOfWork;
import io.facegate.service.event.Events;
import io.facegate.service.gallery.Identity;
import io.facegate.service.template.Enrolment;
import io.facegate.service.template.NewTemplate;
import io.facegate.service.template.TemplateEvent;
import io.facegate.service.template.TemplateId;
import io.facegate.service.template.TemplateStore;
import io.facegate.service.template.UniqueEnrolment;
import io.facegate.service.turn.Turns;
import io.facegate.vision.score.Score;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/** Adds the templates of one face, in one unit of work with what it tells of them. */
@Singleton
final class TemplateEnrolment {
    /** Each has its embeddings in memory. */
    private static final int MOST_WAITING = 1000;

    private final TemplateStore store;
    private final Transactions transactions;
    private final Events events;
    private final Turns<GalleryName> turns = new Turns<>(MOST_WAITING);

    TemplateEnrolment(TemplateStore store, Transactions transactions, Events events) {
        this.store = store;
        this.transactions = transactions;
        this.events = events;
    }

    /**
     * @param templates of one face of the identity
     * @return what became of each, in their order
     */
    Uni<List<Enrolment>> add(Identity identity, List<NewTemplate> templates) {
        return transactions.run(work ->
                store.add(work, templates).call(enrolments -> tell(work, identity, templates.get(0), enrolments)));
    }

    /**
     * @param templates of one face of the identity; the first one is of the gallery's model
     * @param duplicate from this score on it is the same face
     */
    Uni<UniqueEnrolment> addUnlessDuplicate(Identity identity, List<NewTemplate> templates, Score duplicate) {
        NewTemplate face = templates.get(0);
        // those of this service wait here, and not each with a connection
        return turns.inTurn(
                face.gallery(),
                () -> transactions.run(work -> store.addUnlessDuplicate(work, templates, duplicate)
                        .call(enrolment -> enrolment instanceof UniqueEnrolment.Enrolled enrolled
                                ? tell(work, identity, face, enrolled.templates())
                                : Uni.createFrom().voidItem())));
    }

    private Uni<Void> tell(UnitOfWork work, Identity identity, NewTemplate face, List<Enrolment> enrolments) {
        List<TemplateId> added = enrolments.stream()
                .filter(Enrolment.Added.class::isInstance)
                .map(Enrolment::template)
                .toList();
        return added.isEmpty()
                ? Uni.createFrom().voidItem()
                : events.publish(
                        work,
                        new TemplateEvent.Added(
                                face.gallery(),
                                identity.id(),
                                new ExternalId(identity.externalId()),
                                added,
                                face.source()));
    }
}

package io.facegate.service.audit;

import io.facegate.gallery.ExternalId;
import io.facegate.service.database.UnitOfWork;
import io.facegate.service.event.Event;
import io.facegate.service.event.EventDescription;
import io.facegate.service.event.Listener;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Writes of every event who asked for it, and from where, in the unit of work that it happens in. */
@Singleton
final class AuditTrail implements Listener<Event> {
    private final Origins origins;
    private final AuditNames names;
    private final AuditSealing sealing;

    AuditTrail(Origins origins, AuditNames names, AuditSealing sealing) {
        this.origins = origins;
        this.names = names;
        this.sealing = sealing;
    }

    @Override
    public Class<Event> listensTo() {
        return Event.class;
    }

    @Override
    public Uni<Void> on(Event event, UnitOfWork work) {
        EventDescription description = event.description();
        @Nullable ExternalId identity = description.identity();
        return AuditRows.add(work, description, identity == null ? null : names.of(identity), origins.current())
                .invoke(() -> work.afterCommit(sealing::soon));
    }
}

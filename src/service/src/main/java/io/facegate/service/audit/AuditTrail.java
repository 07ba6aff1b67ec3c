package io.facegate.service.audit;

import io.facegate.gallery.ExternalId;
import io.facegate.gallery.GalleryName;
import io.facegate.service.database.UnitOfWork;
import io.facegate.service.event.Event;
import io.facegate.service.event.EventDescription;
import io.facegate.service.event.Listener;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Writes of every event who asked for it, and from where, in the unit of work that it happens in. */
@Singleton
final class AuditTrail implements Listener<Event> {
    private static final String ADD = """
            INSERT INTO audit_events (type, gallery, identity, actor, address, request_id, details)
            VALUES ($1, $2, $3, $4, $5, $6, $7)""";

    private final Origins origins;
    private final AuditSealing sealing;

    AuditTrail(Origins origins, AuditSealing sealing) {
        this.origins = origins;
        this.sealing = sealing;
    }

    @Override
    public Class<Event> listensTo() {
        return Event.class;
    }

    @Override
    public Uni<Void> on(Event event, UnitOfWork work) {
        EventDescription description = event.description();
        Origin origin = origins.current();
        @Nullable GalleryName gallery = description.gallery();
        @Nullable ExternalId identity = description.identity();
        Tuple row = Tuple.tuple()
                .addString(description.type())
                .addString(gallery == null ? null : gallery.value())
                .addString(identity == null ? null : identity.value())
                .addString(origin.actor())
                .addString(origin.address())
                .addString(origin.requestId())
                .addJsonObject(new JsonObject(description.details()));
        return work.execute(ADD, row)
                .invoke(() -> work.afterCommit(sealing::soon))
                .replaceWithVoid();
    }
}

package io.facegate.service.audit;

import io.facegate.gallery.GalleryName;
import io.facegate.service.database.Statements;
import io.facegate.service.event.EventDescription;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** The table {@code audit_events}, which the service can only add to. */
final class AuditRows {
    private static final String ADD = """
            INSERT INTO audit_events (type, gallery, identity, actor, address, request_id, details)
            VALUES ($1, $2, $3, $4, $5, $6, $7)""";

    private AuditRows() {}

    /**
     * @param identity what whom it is about is called; null if it is about nobody
     */
    static Uni<Void> add(Statements database, EventDescription description, @Nullable String identity, Origin origin) {
        @Nullable GalleryName gallery = description.gallery();
        Tuple row = Tuple.tuple()
                .addString(description.type())
                .addString(gallery == null ? null : gallery.value())
                .addString(identity)
                .addString(origin.actor())
                .addString(origin.address())
                .addString(origin.requestId())
                .addJsonObject(new JsonObject(description.details()));
        return database.execute(ADD, row).replaceWithVoid();
    }
}

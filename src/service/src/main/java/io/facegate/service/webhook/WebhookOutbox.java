package io.facegate.service.webhook;

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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what is to be sent of an event, in its unit of work. Similarities and scores stay here: they travel further
 * than they need to, and tell whoever tries faces how near they came.
 */
@Singleton
final class WebhookOutbox implements Listener<Event> {
    private static final String ADD = """
            INSERT INTO webhook_deliveries (webhook_id, type, body)
            SELECT webhook_id, $1, jsonb_build_object(
                'type', $1::text, 'timestamp', audit_time(clock_timestamp()), 'data', $4::jsonb)::text
            FROM webhooks
            WHERE active AND (gallery IS NULL OR gallery = $3) AND types && ARRAY[$1::text, $2::text]""";
    private static final Set<String> KEPT_HERE = Set.of("similarity", "score");

    private final WebhookSubscriptions subscriptions;
    private final WebhookDeliveries deliveries;

    WebhookOutbox(WebhookSubscriptions subscriptions, WebhookDeliveries deliveries) {
        this.subscriptions = subscriptions;
        this.deliveries = deliveries;
    }

    @Override
    public Class<Event> listensTo() {
        return Event.class;
    }

    @Override
    public Uni<Void> on(Event event, UnitOfWork work) {
        EventDescription description = event.description();
        String type = description.type();
        if (!subscriptions.mayInclude(type)) {
            return Uni.createFrom().voidItem();
        }
        @Nullable GalleryName gallery = description.gallery();
        Tuple row = Tuple.tuple()
                .addString(type)
                .addString(WebhookTypes.kind(type))
                .addString(gallery == null ? null : gallery.value())
                .addJsonObject(data(description));
        return work.execute(ADD, row)
                .invoke(rows -> {
                    if (rows.rowCount() > 0) {
                        work.afterCommit(deliveries::soon);
                    }
                })
                .replaceWithVoid();
    }

    private static JsonObject data(EventDescription description) {
        JsonObject data = new JsonObject();
        @Nullable GalleryName gallery = description.gallery();
        if (gallery != null) {
            data.put("gallery", gallery.value());
        }
        @Nullable ExternalId identity = description.identity();
        if (identity != null) {
            data.put("identity", identity.value());
        }
        description.details().forEach((name, value) -> {
            if (!KEPT_HERE.contains(name)) {
                data.put(name, value);
            }
        });
        return data;
    }
}

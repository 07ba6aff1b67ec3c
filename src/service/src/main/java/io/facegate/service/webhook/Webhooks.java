package io.facegate.service.webhook;

import io.facegate.gallery.GalleryName;
import io.facegate.service.database.Transactions;
import io.facegate.service.database.UnitOfWork;
import io.facegate.service.event.Events;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who is told of what. Each change is one unit of work, with the event that tells of it. */
@Singleton
final class Webhooks {
    private static final String COLUMNS = """
            w.webhook_id, w.url, w.types, w.gallery, w.active, w.created_at, w.failures, w.last_failure, w.last_failure_at,
            (SELECT count(*) FROM webhook_deliveries d WHERE d.webhook_id = w.webhook_id AND d.given_up_at IS NULL) AS waiting,
            (SELECT count(*) FROM webhook_deliveries d WHERE d.webhook_id = w.webhook_id AND d.given_up_at IS NOT NULL)
                AS given_up""";
    private static final String ADD =
            "INSERT INTO webhooks AS w (url, types, gallery, secret, secret_is_derived) VALUES ($1, $2, $3, $4, $5) RETURNING "
                    + COLUMNS;
    private static final String LIST = "SELECT %s FROM webhooks w ORDER BY w.webhook_id".formatted(COLUMNS);
    private static final String GET = "SELECT %s FROM webhooks w WHERE w.webhook_id = $1".formatted(COLUMNS);
    private static final String CHANGE = """
            UPDATE webhooks w SET types = coalesce($2::text[], types), active = coalesce($3, active), rests_until = '-infinity'
            WHERE webhook_id = $1 RETURNING\s""" + COLUMNS;
    private static final String ROTATE = """
            UPDATE webhooks w SET secret_before = secret, secret_before_is_derived = secret_is_derived,
                secret_before_until = now() + interval '1 day', secret = $2, secret_is_derived = $3
            WHERE webhook_id = $1 RETURNING\s""" + COLUMNS;
    private static final String DELETE = "DELETE FROM webhooks w WHERE webhook_id = $1 RETURNING " + COLUMNS;

    private final Transactions transactions;
    private final Events events;
    private final WebhookSubscriptions subscriptions;

    Webhooks(Transactions transactions, Events events, WebhookSubscriptions subscriptions) {
        this.transactions = transactions;
        this.events = events;
        this.subscriptions = subscriptions;
    }

    Uni<Webhook> create(WebhookAddress address, WebhookTypes types, @Nullable GalleryName gallery, KeptSecret secret) {
        Tuple row = Tuple.tuple()
                .addString(address.uri().toString())
                .addArrayOfString(array(types))
                .addString(gallery == null ? null : gallery.value())
                .addBuffer(Buffer.buffer(secret.bytes()))
                .addBoolean(secret.derived());
        return changed(WebhookEvent.What.CREATED, ADD, row);
    }

    Uni<List<Webhook>> list() {
        return transactions
                .read(statements -> statements.execute(LIST, Tuple.tuple()))
                .map(rows -> {
                    List<Webhook> all = new ArrayList<>(rows.size());
                    rows.forEach(row -> all.add(webhook(row)));
                    return all;
                });
    }

    Uni<Webhook> get(WebhookId id) {
        return transactions
                .read(statements -> statements.execute(GET, Tuple.of(id.value())))
                .map(Webhooks::only);
    }

    /**
     * @param types null: as they are
     * @param active null: as it is
     */
    Uni<Webhook> change(WebhookId id, @Nullable WebhookTypes types, @Nullable Boolean active) {
        Tuple change = Tuple.tuple()
                .addLong(id.value())
                .addArrayOfString(types == null ? null : array(types))
                .addBoolean(active);
        return changed(WebhookEvent.What.CHANGED, CHANGE, change);
    }

    /** Deliveries are signed with both secrets for a day. */
    Uni<Webhook> rotate(WebhookId id, KeptSecret secret) {
        return changed(
                WebhookEvent.What.ROTATED,
                ROTATE,
                Tuple.tuple()
                        .addLong(id.value())
                        .addBuffer(Buffer.buffer(secret.bytes()))
                        .addBoolean(secret.derived()));
    }

    /** With what is still to be sent to it. */
    Uni<Webhook> delete(WebhookId id) {
        return changed(WebhookEvent.What.DELETED, DELETE, Tuple.of(id.value()));
    }

    private Uni<Webhook> changed(WebhookEvent.What what, String statement, Tuple parameters) {
        return transactions
                .run(work -> work.execute(statement, parameters)
                        .map(Webhooks::only)
                        .call(webhook -> tell(work, what, webhook)))
                .call(subscriptions::refresh);
    }

    private Uni<Void> tell(UnitOfWork work, WebhookEvent.What what, Webhook webhook) {
        return events.publish(
                work,
                new WebhookEvent(
                        what,
                        new WebhookId(webhook.id()),
                        WebhookAddress.of(webhook.url()).withoutSecrets()));
    }

    private static String[] array(WebhookTypes types) {
        return types.values().toArray(String[]::new);
    }

    private static Webhook only(RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw WebhookIdParameter.notFound();
        }
        return webhook(rows.iterator().next());
    }

    private static Webhook webhook(Row row) {
        @Nullable OffsetDateTime lastFailure = row.getOffsetDateTime("last_failure_at");
        return new Webhook(
                row.getLong("webhook_id"),
                row.getString("url"),
                List.of(row.getArrayOfStrings("types")),
                row.getString("gallery"),
                row.getBoolean("active"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getInteger("failures"),
                row.getString("last_failure"),
                lastFailure == null ? null : lastFailure.toInstant(),
                row.getLong("waiting"),
                row.getLong("given_up"));
    }
}

package io.facegate.service.webhook;

import io.facegate.service.config.WebhooksConfig;
import io.facegate.service.database.Transactions;
import io.facegate.service.database.UnitOfWork;
import io.facegate.service.event.Events;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** What is to be sent, and what became of it. */
@Singleton
final class DueDeliveries {
    private static final String TAKE = """
            UPDATE webhook_deliveries d SET attempts = d.attempts + 1, next_attempt_at = now() + $2 * interval '1 second'
            FROM webhooks w WHERE w.webhook_id = d.webhook_id AND d.delivery_id IN (
                SELECT q.delivery_id FROM webhook_deliveries q JOIN webhooks x ON x.webhook_id = q.webhook_id
                WHERE q.given_up_at IS NULL AND q.next_attempt_at <= now() AND x.active AND x.rests_until <= now()
                ORDER BY q.next_attempt_at LIMIT $1 FOR UPDATE OF q SKIP LOCKED)
            RETURNING d.delivery_id, d.message_id, d.body, d.attempts, w.webhook_id, w.url, w.secret, w.secret_is_derived,
                CASE WHEN w.secret_before_until > now() THEN w.secret_before END AS secret_before, w.secret_before_is_derived,
                extract(epoch FROM now())::bigint AS sent_at""";
    private static final String DELIVERED = "DELETE FROM webhook_deliveries WHERE delivery_id = $1";
    /** Not for each: one that is told often would be locked often. */
    private static final String SUCCESS = """
            UPDATE webhooks SET failures = 0, rests_until = '-infinity', last_success_at = now()
            WHERE webhook_id = $1
                AND (failures > 0 OR last_success_at IS NULL OR last_success_at < now() - interval '1 minute')""";

    private static final String AGAIN = """
            UPDATE webhook_deliveries SET next_attempt_at = now() + $2 * interval '1 second',
                given_up_at = CASE WHEN created_at < now() - $3 * interval '1 second' THEN now() END
            WHERE delivery_id = $1""";
    private static final String FAILURE = """
            UPDATE webhooks SET failures = failures + 1, last_failure = $2, last_failure_at = now(), active = active AND NOT $3,
                rests_until = now() + least(60, $4 * 2 ^ least(failures, 10)) * interval '1 second'
            WHERE webhook_id = $1""";
    private static final String FORGET = "DELETE FROM webhook_deliveries WHERE given_up_at < now() - interval '7 days'";
    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);
    private static final int GROWTH = 4;

    private final Transactions transactions;
    private final Instance<Events> events; // which knows the outbox, which knows the deliveries
    private final WebhookSecrets secrets;
    private final WebhooksConfig config;

    DueDeliveries(Transactions transactions, Instance<Events> events, WebhookSecrets secrets, WebhooksConfig config) {
        this.transactions = transactions;
        this.events = events;
        this.secrets = secrets;
        this.config = config;
    }

    /**
     * Whoever else looks for some gets others. They are this service's for longer than sending takes; if it crashes, they
     * are due again.
     */
    Uni<List<Delivery>> take(int most) {
        double lease = 2 * config.patience().toMillis() / 1000.0 + 10;
        return transactions
                .run(work -> work.execute(TAKE, Tuple.of(most, lease)))
                .map(rows -> {
                    List<Delivery> taken = new ArrayList<>(rows.size());
                    rows.forEach(row -> taken.add(delivery(row)));
                    return taken;
                });
    }

    private Delivery delivery(Row row) {
        List<WebhookSecret> all = new ArrayList<>();
        all.add(secrets.of(new KeptSecret(row.getBuffer("secret").getBytes(), row.getBoolean("secret_is_derived"))));
        @Nullable Buffer before = row.getBuffer("secret_before");
        if (before != null) {
            all.add(secrets.of(new KeptSecret(before.getBytes(), row.getBoolean("secret_before_is_derived"))));
        }
        return new Delivery(
                row.getLong("delivery_id"),
                new WebhookId(row.getLong("webhook_id")),
                WebhookAddress.of(row.getString("url")),
                row.getString("message_id"),
                row.getString("body"),
                row.getInteger("attempts"),
                List.copyOf(all),
                row.getLong("sent_at"));
    }

    Uni<Void> delivered(Delivery delivery) {
        return transactions.run(work -> work.execute(DELIVERED, Tuple.of(delivery.id()))
                .chain(() -> work.execute(SUCCESS, Tuple.of(delivery.webhook().value())))
                .replaceWithVoid());
    }

    /** It is due again later, and nobody is sent to there for a while. */
    Uni<Void> failed(Delivery delivery, DeliveryFailure failure) {
        return transactions.run(work -> work.execute(AGAIN, Tuple.of(delivery.id(), pause(delivery.attempts()), (double)
                        config.giveUpAfter().toSeconds()))
                .chain(() -> work.execute(
                        FAILURE,
                        Tuple.of(
                                delivery.webhook().value(),
                                failure.getMessage(),
                                failure.gone(),
                                config.firstRetry().toMillis() / 1000.0)))
                .chain(() -> failure.gone()
                        ? disabled(work, delivery)
                        : Uni.createFrom().voidItem()));
    }

    private Uni<Void> disabled(UnitOfWork work, Delivery delivery) {
        return events.get()
                .publish(
                        work,
                        new WebhookEvent(
                                WebhookEvent.What.DISABLED,
                                delivery.webhook(),
                                delivery.address().withoutSecrets()));
    }

    /** In seconds: four times as long after each attempt, up to a day, and not the same for all. */
    private double pause(int attempts) {
        double longest = LONGEST_PAUSE.toSeconds();
        double pause = config.firstRetry().toMillis() / 1000.0 * Math.pow(GROWTH, attempts - 1.0);
        return Math.min(longest, pause) * ThreadLocalRandom.current().nextDouble(0.8, 1.2);
    }

    /** What nobody took in a week after it was given up. */
    Uni<Void> forget() {
        return transactions.run(work -> work.execute(FORGET, Tuple.tuple()).replaceWithVoid());
    }
}

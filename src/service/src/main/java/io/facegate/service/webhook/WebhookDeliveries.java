package io.facegate.service.webhook;

import io.facegate.service.config.WebhooksConfig;
import io.facegate.service.upkeep.Upkeep;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** Sends what is due, whichever service wrote it down: soon after a commit of this one, and every few seconds. */
@Singleton
final class WebhookDeliveries implements Upkeep {
    private static final Logger LOG = Logger.getLogger(WebhookDeliveries.class);

    private final WebhookSubscriptions subscriptions;
    private final DueDeliveries due;
    private final WebhookSender sender;
    private final WebhooksConfig config;
    private final AtomicInteger sending = new AtomicInteger();
    private final AtomicBoolean taking = new AtomicBoolean();
    private final AtomicBoolean more = new AtomicBoolean();

    WebhookDeliveries(
            WebhookSubscriptions subscriptions, DueDeliveries due, WebhookSender sender, WebhooksConfig config) {
        this.subscriptions = subscriptions;
        this.due = due;
        this.sender = sender;
        this.config = config;
    }

    @Override
    public String name() {
        return "webhooks";
    }

    @Override
    public Duration every() {
        return config.lookEvery();
    }

    @Override
    public Uni<Void> round() {
        return subscriptions
                .refresh()
                .chain(due::forget)
                .invoke(this::soon)
                .onFailure()
                .invoke(failure -> LOG.debugf("Webhooks can't be looked for now: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    /** Without waiting for it. What comes while some are taken is taken next. */
    void soon() {
        more.set(true);
        if (taking.compareAndSet(false, true)) {
            take().runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                    .subscribe()
                    .with(nothing -> {});
        }
    }

    /** As many as there are places: one that hangs has one of them, and the others go on. */
    private Uni<Void> take() {
        return Uni.createFrom()
                .deferred(() -> {
                    more.set(false);
                    int free = config.concurrent() - sending.get();
                    return free > 0 ? due.take(free) : Uni.createFrom().item(List.<Delivery>of());
                })
                .invoke(taken -> taken.forEach(this::begin))
                .onFailure()
                .invoke(failure -> LOG.debugf("Webhooks can't be sent now: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull()
                .invoke(() -> {
                    taking.set(false);
                    if (more.get() && sending.get() < config.concurrent()) {
                        soon();
                    }
                })
                .replaceWithVoid();
    }

    private void begin(Delivery delivery) {
        sending.incrementAndGet();
        deliver(delivery)
                .onTermination()
                .invoke(() -> {
                    sending.decrementAndGet();
                    soon();
                })
                .subscribe()
                .with(nothing -> {});
    }

    private Uni<Void> deliver(Delivery delivery) {
        return sender.send(delivery)
                .chain(() -> due.delivered(delivery))
                .onFailure(DeliveryFailure.class)
                .recoverWithUni(failure -> due.failed(delivery, (DeliveryFailure) failure))
                .onFailure() // of the database: its time passes, and it is sent again
                .recoverWithNull();
    }
}

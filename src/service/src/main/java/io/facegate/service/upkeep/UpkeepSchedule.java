package io.facegate.service.upkeep;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.vertx.http.DomainSocketServerStart;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

/**
 * Begins all upkeep once a port is open, which is the last thing that a start can fail at: one that fails says why, and nothing
 * else. The scheduler is halted until then ({@code quarkus.scheduler.start-mode}).
 */
@Singleton
final class UpkeepSchedule {
    private final Scheduler scheduler;

    UpkeepSchedule(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    void plan(@Observes StartupEvent event, @Any Instance<Upkeep> all) {
        for (Upkeep upkeep : all) {
            scheduler
                    .newJob(upkeep.name())
                    .setInterval(upkeep.every().toString())
                    .setConcurrentExecution(ConcurrentExecution.SKIP)
                    .setAsyncTask(execution -> upkeep.round())
                    .schedule();
        }
    }

    void begin(@ObservesAsync HttpServerStart open) {
        scheduler.resume();
    }

    void begin(@ObservesAsync HttpsServerStart open) {
        scheduler.resume();
    }

    void begin(@ObservesAsync DomainSocketServerStart open) {
        scheduler.resume();
    }

    /** A round that begins now would find half of what it needs. */
    void end(@Observes ShutdownEvent event) {
        scheduler.pause();
    }
}

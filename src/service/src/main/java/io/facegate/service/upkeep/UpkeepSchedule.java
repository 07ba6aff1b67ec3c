package io.facegate.service.upkeep;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.scheduler.Scheduler;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;

/** Begins all upkeep once everything else has started: a start that fails says why, and nothing else. */
@Singleton
final class UpkeepSchedule {
    void begin(
            @Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) StartupEvent event,
            Scheduler scheduler,
            @Any Instance<Upkeep> all) {
        for (Upkeep upkeep : all) {
            scheduler
                    .newJob(upkeep.name())
                    .setInterval(upkeep.every().toString())
                    .setConcurrentExecution(ConcurrentExecution.SKIP)
                    .setAsyncTask(execution -> upkeep.round())
                    .schedule();
        }
    }
}

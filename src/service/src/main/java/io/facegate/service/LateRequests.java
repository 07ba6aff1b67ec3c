package io.facegate.service;

import io.facegate.service.web.problem.ProblemType;
import io.facegate.service.web.problem.RequestId;
import io.facegate.service.web.problem.RouteProblems;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses what comes after the delay of a shutdown, so that what was taken before has the time that is left. Quarkus would
 * serve it, for as long as anything is unfinished. Health and metrics are answered to the end.
 */
@Singleton
final class LateRequests {
    /** After the request has its id and its span. */
    private static final int AFTER_ID = RequestId.FIRST - 2;

    private static final String OPERATIONS = "/q/";

    private final RouteProblems problems;
    private final Vertx vertx;
    private final Duration delay;
    private volatile boolean refused;

    LateRequests(
            RouteProblems problems,
            Vertx vertx,
            @ConfigProperty(name = "quarkus.shutdown.delay") Optional<Duration> delay) {
        this.problems = problems;
        this.vertx = vertx;
        this.delay = delay.orElse(Duration.ZERO);
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, AFTER_ID);
    }

    void stopping(@Observes ShutdownDelayInitiatedEvent event) {
        if (delay.isZero()) {
            refused = true;
        } else {
            vertx.setTimer(delay.toMillis(), over -> refused = true);
        }
    }

    private void handle(RoutingContext context) {
        if (refused && !context.request().path().startsWith(OPERATIONS)) {
            problems.refuse(context, ProblemType.STOPPING, "This replica stops; another one may answer.");
        } else {
            context.next();
        }
    }
}

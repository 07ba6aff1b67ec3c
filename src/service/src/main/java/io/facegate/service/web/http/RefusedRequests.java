package io.facegate.service.web.http;

import io.facegate.service.web.problem.ProblemType;
import io.facegate.service.web.problem.RequestId;
import io.facegate.service.web.problem.RouteProblems;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Refuses what is not a proper request, before it is routed: routing works with a path that was decoded and shortened, and
 * what is read of a body goes by headers.
 */
@Singleton
final class RefusedRequests {
    /** After the request has its id and its span, and whoever refuses all requests. */
    private static final int AFTER_ID = RequestId.FIRST - 3;

    private final RouteProblems problems;

    RefusedRequests(RouteProblems problems) {
        this.problems = problems;
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, AFTER_ID);
    }

    private void handle(RoutingContext context) {
        Optional<String> fault = RequestHead.fault(context.request())
                .or(() -> RequestTarget.of(context.request().uri()).fault());
        if (fault.isPresent()) {
            problems.refuse(context, ProblemType.REQUEST_MALFORMED, fault.get());
        } else {
            context.next();
        }
    }
}

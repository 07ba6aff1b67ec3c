package io.facegate.service.web.upload;

import io.facegate.service.web.problem.ProblemType;
import io.facegate.service.web.problem.RouteProblems;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Refuses bodies that are compressed (RFC 9110, 8.4) before they are read. Pictures are compressed already, and what others
 * would grow to is not known before they are unpacked.
 */
@Singleton
public final class EncodedBodies {
    /** After the request id and before everything that reads. */
    private static final int EARLY = 900_000;

    private static final String NONE = "identity";

    private final RouteProblems problems;

    EncodedBodies(RouteProblems problems) {
        this.problems = problems;
    }

    void register(@Observes Filters filters) {
        filters.register(this::refuseEncoded, EARLY);
    }

    private void refuseEncoded(RoutingContext context) {
        String encoding = context.request().getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding == null || encoding.isBlank() || encoding.strip().equalsIgnoreCase(NONE)) {
            context.next();
            return;
        }
        context.response().putHeader(HttpHeaders.ACCEPT_ENCODING, NONE);
        problems.refuse(
                context,
                ProblemType.CONTENT_ENCODING_UNSUPPORTED,
                "The body is compressed (Content-Encoding), which is not accepted. Send it as it is.");
    }
}

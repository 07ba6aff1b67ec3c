package io.facegate.service.documents;

import io.facegate.service.config.DocumentsConfig;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Lets Quarkus serve the pages under a policy of their own, or not at all. */
@Singleton
final class Documents {
    /** Before Quarkus' own, which would serve them whatever the settings say. */
    private static final int FIRST = -1_000;

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final DocumentsConfig config;

    Documents(DocumentsConfig config) {
        this.config = config;
    }

    void register(@Observes Router router) {
        router.route("/docs").order(FIRST).handler(this::lead);
        router.route("/docs/*").order(FIRST).handler(this::serve);
    }

    /** Links of the pages are relative. */
    private void lead(RoutingContext context) {
        if (config.enabled() && context.request().path().equals("/docs")) {
            context.response()
                    .setStatusCode(301)
                    .putHeader(HttpHeaders.LOCATION, "docs/")
                    .end();
        } else {
            context.next();
        }
    }

    private void serve(RoutingContext context) {
        if (!config.enabled()) {
            context.fail(404);
            return;
        }
        context.response().putHeader("Content-Security-Policy", POLICY);
        context.next();
    }
}

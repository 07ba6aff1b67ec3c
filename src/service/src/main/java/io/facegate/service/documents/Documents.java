package io.facegate.service.documents;

import io.facegate.service.config.DocumentsConfig;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Lets Quarkus serve the pages under a policy of their own, or not at all. */
@Singleton
final class Documents {
    /** Before Quarkus' own, which would serve them whatever the settings say. */
    private static final int FIRST = -1_000;

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Pattern NAME = Pattern.compile("/docs/(?:[\\w-]+/)*([\\w-]+)");

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
            lead(context, "docs/");
        } else {
            context.next();
        }
    }

    private static void lead(RoutingContext context, String place) {
        context.response()
                .setStatusCode(301)
                .putHeader(HttpHeaders.LOCATION, place)
                .end();
    }

    private void serve(RoutingContext context) {
        if (!config.enabled()) {
            context.fail(404);
            return;
        }
        Optional<String> meant = meant(context.request().path());
        if (meant.isPresent()) {
            lead(context, meant.get());
            return;
        }
        context.response().putHeader("Content-Security-Policy", POLICY);
        // another version has other pages at the same addresses, and Quarkus would let browsers keep these for a day
        context.addHeadersEndHandler(end -> {
            if (context.response().getStatusCode() < 400) {
                context.response().headers().set(HttpHeaders.CACHE_CONTROL, "no-cache");
            }
        });
        context.next();
    }

    /** Where a page is whose name was given without its ending, seen from there. */
    private static Optional<String> meant(String path) {
        Matcher name = NAME.matcher(path);
        if (!name.matches()) {
            return Optional.empty();
        }
        return Stream.of(".html", "/index.html")
                .filter(ending ->
                        Thread.currentThread().getContextClassLoader().getResource("META-INF/resources" + path + ending)
                                != null)
                .map(ending -> name.group(1) + ending.replace("index.html", ""))
                .findFirst();
    }
}

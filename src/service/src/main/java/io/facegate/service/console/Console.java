package io.facegate.service.console;

import io.facegate.service.config.ConsoleConfig;
import io.facegate.service.config.OidcConfig;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Serves the page where the operator wants it, or nowhere. */
@Singleton
final class Console {
    /** Before Quarkus' own, which would serve the page at the root whatever the settings say. */
    private static final int FIRST = -1_000;

    /** Nothing is loaded from elsewhere or sent elsewhere, but to an issuer; pictures that somebody has chosen are shown from memory. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:;"
                    + " media-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; connect-src 'self'";

    private static final String BUNDLES = "/static/bundle/*";
    private static final String ICON = "/facegate.svg";

    private final ConsoleConfig config;
    private final Optional<Issuer> issuer;

    Console(ConsoleConfig config, OidcConfig oidc) {
        this.config = config;
        this.issuer = Issuer.of(config, oidc);
    }

    void register(@Observes Router router) {
        boolean atRoot = config.path().equals("/");
        looked(router, "/index.html").handler(Console::nothing);
        if (!config.enabled() || !atRoot) {
            looked(router, "/").handler(Console::nothing);
        }
        if (config.enabled()) {
            Buffer page = Buffer.buffer(new ConsolePage(config.path(), issuer).html());
            looked(router, config.path()).handler(context -> serve(context, page));
            looked(router, ICON).handler(Console::serveIcon);
        } else {
            looked(router, BUNDLES).handler(Console::nothing);
        }
    }

    /** By GET, or by HEAD, which is the same without the page. */
    private static Route looked(Router router, String path) {
        return router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD).order(FIRST);
    }

    private void serve(RoutingContext context, Buffer page) {
        if (!context.request().path().equals(config.path())) { // a slash more: links would lead elsewhere
            context.next();
            return;
        }
        HttpServerResponse response = context.response();
        response.putHeader(
                "Content-Security-Policy",
                POLICY + issuer.map(one -> " " + one.origin()).orElse(""));
        response.putHeader("Permissions-Policy", "camera=(self), microphone=(), geolocation=()");
        response.putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8");
        response.putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        response.putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(page.length()));
        response.end(page);
    }

    /** Its name has no hash, as those of the bundles have, so that it isn't kept as they are. */
    private static void serveIcon(RoutingContext context) {
        context.addHeadersEndHandler(end -> context.response().headers().set(HttpHeaders.CACHE_CONTROL, "no-cache"));
        context.next();
    }

    private static void nothing(RoutingContext context) {
        context.fail(404);
    }
}

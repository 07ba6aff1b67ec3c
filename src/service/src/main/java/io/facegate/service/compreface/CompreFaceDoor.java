package io.facegate.service.compreface;

import io.facegate.service.config.CompreFaceConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Where the interface is not wanted there is nothing at its paths, as at any other that leads nowhere. */
@Singleton
final class CompreFaceDoor {
    /** After it is known who asks (100), and before methods are looked at (50). */
    private static final int AFTER_AUTHENTICATION = 60;

    private final CompreFaceConfig config;

    CompreFaceDoor(CompreFaceConfig config) {
        this.config = config;
    }

    void register(@Observes Filters filters) {
        if (!config.enabled()) {
            filters.register(CompreFaceDoor::close, AFTER_AUTHENTICATION);
        }
    }

    private static void close(RoutingContext request) {
        if (CompreFacePaths.include(request.normalizedPath())) {
            request.fail(404);
        } else {
            request.next();
        }
    }
}

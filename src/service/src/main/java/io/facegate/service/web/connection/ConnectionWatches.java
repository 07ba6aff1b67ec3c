package io.facegate.service.web.connection;

import io.facegate.service.config.ConnectionsConfig;
import io.facegate.service.metrics.SlowClients;
import io.facegate.service.web.problem.RequestId;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Makes the watch of each connection, and tells it when a request begins and ends. */
@Singleton
public final class ConnectionWatches {
    /** Before everything else, since here the head is whole. */
    private static final int FIRST = RequestId.FIRST + 1;

    private final ConnectionsConfig config;
    private final SlowClients slowClients;
    private final OpenConnections connections;

    ConnectionWatches(ConnectionsConfig config, SlowClients slowClients, OpenConnections connections) {
        this.config = config;
        this.slowClients = slowClients;
        this.connections = connections;
    }

    ConnectionWatch watch() {
        return new ConnectionWatch(config.head(), config.unread(), slowClients, connections);
    }

    void register(@Observes Filters filters) {
        filters.register(ConnectionWatches::tell, FIRST);
    }

    private static void tell(RoutingContext context) {
        HttpServerRequest request = context.request();
        @Nullable ConnectionWatch watch = of(request);
        if (watch != null) {
            watch.begun(request);
            context.addEndHandler(ended -> watch.answered(request));
        }
        context.next();
    }

    private static @Nullable ConnectionWatch of(HttpServerRequest request) {
        return request.connection() instanceof ConnectionBase connection
                ? connection.channel().pipeline().get(ConnectionWatch.class)
                : null;
    }
}

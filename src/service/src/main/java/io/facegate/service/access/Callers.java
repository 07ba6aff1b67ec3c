package io.facegate.service.access;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Tells who makes the request that is being worked on.
 *
 * <p>Ask at the beginning of a use case, on the thread that was called, and pass the answer on: what follows a computation or
 * a statement may run where the request isn't known.
 */
@Singleton
public final class Callers {
    private static final String CALLER = Caller.class.getName();
    private static final String ADDRESS = CALLER + ".address";

    private final CurrentVertxRequest requests;

    Callers(CurrentVertxRequest requests) {
        this.requests = requests;
    }

    /** {@link Caller#SERVICE} where there is no request. */
    public Caller current() {
        ManagedContext context = Arc.container().requestContext();
        @Nullable RoutingContext request = context.isActive() ? requests.getCurrent() : null;
        return request == null ? Caller.SERVICE : of(request);
    }

    /** {@link Who.Unknown} until the request has passed authentication, and after that where nobody needs to be known. */
    public static Caller of(RoutingContext request) {
        @Nullable Caller known = request.get(CALLER);
        return known == null ? Caller.unknown(address(request)) : known;
    }

    /** Of the client, as text; whoever their connection, or a trusted proxy, says that it is. */
    public static @Nullable String address(RoutingContext request) {
        @Nullable String found = request.get(ADDRESS);
        if (found != null) {
            return found;
        }
        @Nullable SocketAddress peer = request.request().remoteAddress();
        return peer == null ? null : peer.hostAddress();
    }

    /** Whom a proxy asks for. */
    public static void isAt(RoutingContext request, String address) {
        request.put(ADDRESS, address);
    }

    /** Once for a request, by whoever has authenticated it. */
    public static void identify(RoutingContext request, Caller caller) {
        request.put(CALLER, caller);
    }
}

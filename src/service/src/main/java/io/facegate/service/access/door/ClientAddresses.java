package io.facegate.service.access.door;

import io.facegate.service.access.Callers;
import io.facegate.service.config.ConnectionsConfig;
import io.facegate.service.config.StartFailure;
import io.facegate.service.config.StartupProblem;
import io.facegate.service.web.connection.Networks;
import io.facegate.service.web.problem.RequestId;
import io.netty.util.NetUtil;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.net.InetAddress;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from: who has the connection or, if that is a trusted proxy, whom it says that it asks for. Quarkus'
 * own reading of these headers believes everybody by default, and takes what the client itself may have written.
 */
@Singleton
final class ClientAddresses {
    private static final String ENCRYPTED = ClientAddresses.class.getName() + ".encrypted";
    private static final String HTTPS = "https";
    private static final int FIRST = RequestId.FIRST + 2;

    private final Networks trusted;
    private final TrustedProxies proxies;
    private final boolean otherReading;

    ClientAddresses(
            ConnectionsConfig config,
            @ConfigProperty(name = "quarkus.http.proxy.proxy-address-forwarding", defaultValue = "false")
                    boolean otherReading) {
        this.trusted = Networks.configured(
                "FACEGATE_CONNECTIONS_TRUSTED_PROXIES", config.trustedProxies().orElse(List.of()));
        this.proxies = new TrustedProxies(trusted);
        this.otherReading = otherReading;
    }

    void check(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        if (otherReading) {
            throw new StartupProblem(new StartFailure(
                    "clients could say themselves which address they have.",
                    "QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING is true, which believes what a client wrote before its proxy did.",
                    "leave it out, and name the proxies: FACEGATE_CONNECTIONS_TRUSTED_PROXIES=10.0.0.0/8."));
        }
    }

    void register(@Observes Filters filters) {
        if (!trusted.isEmpty()) {
            filters.register(this::find, FIRST);
        }
    }

    private void find(RoutingContext context) {
        HttpServerRequest request = context.request();
        @Nullable InetAddress peer = address(request.remoteAddress());
        if (peer != null && proxies.include(peer)) {
            InetAddress client = proxies.client(peer, request.headers().getAll("X-Forwarded-For"));
            Callers.isAt(context, NetUtil.toAddressString(client));
            context.put(ENCRYPTED, HTTPS.equals(last(request.headers().getAll("X-Forwarded-Proto"))));
        }
        context.next();
    }

    private static @Nullable InetAddress address(@Nullable SocketAddress peer) {
        return peer == null || peer.hostAddress() == null
                ? null
                : NetUtil.createInetAddressFromIpAddressString(peer.hostAddress());
    }

    private static String last(List<String> values) {
        return values.isEmpty()
                ? ""
                : values.get(values.size() - 1).replaceFirst(".*,", "").strip();
    }

    /** Whether the client's connection is, to this service or to a proxy that is trusted. */
    static boolean isEncrypted(RoutingContext request) {
        return request.request().isSSL() || Boolean.TRUE.equals(request.get(ENCRYPTED));
    }
}

package io.facegate.service.access;

import com.sun.net.httpserver.HttpServer;
import io.facegate.testing.TokenIssuer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An issuer whose tokens the service under test accepts. */
public final class IssuerTestResource implements QuarkusTestResourceLifecycleManager {
    private @Nullable HttpServer server;

    @Override
    public Map<String, String> start() {
        server = TokenIssuer.open(0);
        String url = TokenIssuer.url(server.getAddress().getPort());
        System.setProperty("facegate-test.issuer", url);
        return Map.of("facegate.oidc.enabled", "true", "facegate.oidc.url", url);
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    static String url() {
        return System.getProperty("facegate-test.issuer");
    }
}

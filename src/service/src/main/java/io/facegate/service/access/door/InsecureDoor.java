package io.facegate.service.access.door;

import io.facegate.service.config.AccessConfig;
import io.facegate.service.config.StartFailure;
import io.facegate.service.config.StartupProblem;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** A service that is open to everybody says so at each start, and doesn't start where others could reach it. */
@Singleton
final class InsecureDoor {
    private static final Logger LOG = Logger.getLogger(InsecureDoor.class);

    private final AccessConfig config;
    private final String host;

    InsecureDoor(AccessConfig config, @ConfigProperty(name = "quarkus.http.host") String host) {
        this.config = config;
        this.host = host;
    }

    void check(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        if (config.insecure() && !isLoopback(host)) {
            throw new StartupProblem(new StartFailure(
                    "it would be open to everybody, on the address %s.".formatted(host),
                    "FACEGATE_ACCESS_INSECURE is true, which is allowed on a loopback address only; QUARKUS_HTTP_HOST is the address.",
                    "use keys (docs/security.md), or set QUARKUS_HTTP_HOST=127.0.0.1."));
        }
    }

    /** Last, where it is read: a service that doesn't start lets nobody in. */
    void warn(@Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) StartupEvent event) {
        if (config.insecure()) {
            LOG.warnf("INSECURE: everybody who reaches %s may do everything, without a key", host);
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}

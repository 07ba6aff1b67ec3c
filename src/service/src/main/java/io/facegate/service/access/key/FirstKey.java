package io.facegate.service.access.key;

import io.facegate.service.access.BoundGalleries;
import io.facegate.service.access.Scope;
import io.facegate.service.config.AccessConfig;
import io.facegate.service.config.StartFailure;
import io.facegate.service.config.StartupProblem;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Where there is no key at all, the first one: kept in a file that only its owner reads, and shown once to whoever started the
 * service, with how it is used. It isn't logged.
 */
@Singleton
public final class FirstKey {
    private static final Logger LOG = Logger.getLogger(FirstKey.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** After everything that may keep the service from starting. */
    private static final int LATE = Interceptor.Priority.PLATFORM_AFTER;

    private static final String SHOWN = """

            Facegate answers those who have a key. The first one, which may do everything, is kept in %s
            and shown here once:

              %s

            For example:  export FACEGATE_KEY=%2$s
                          curl -H "Authorization: Bearer $FACEGATE_KEY" http://localhost:%3$d/v1/galleries
            Or in a browser: http://localhost:%3$d asks for it
            Others, which may do less:  ./facegate keys create --help
            """;

    private final KeyRepository keys;
    private final ServicePepper pepper;
    private final AccessConfig config;
    private final int port;

    FirstKey(
            KeyRepository keys,
            ServicePepper pepper,
            AccessConfig config,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this.keys = keys;
        this.pepper = pepper;
        this.config = config;
        this.port = port;
    }

    void make(@Observes @Priority(LATE) StartupEvent event) {
        if (!config.insecure()) {
            config.adminKeyFile().ifPresent(this::make);
        }
    }

    private void make(Path file) {
        NewKey wanted = new NewKey("first", Set.of(Scope.ADMIN), BoundGalleries.ALL, null);
        keys.createFirst(wanted, pepper.get()).await().atMost(PATIENCE).ifPresent(issued -> {
            keep(issued, file);
            show(issued.text().text(), file);
        });
    }

    /** One that can't be kept is no use to anybody. */
    private void keep(IssuedKey issued, Path file) {
        try {
            SecretFile.write(file, issued.text().text());
        } catch (IOException e) {
            keys.revoke(issued.key().id()).await().atMost(PATIENCE);
            throw new StartupProblem(
                    new StartFailure(
                            "the first key can't be kept in %s (%s)."
                                    .formatted(file, e.getClass().getSimpleName()),
                            "FACEGATE_ACCESS_ADMIN_KEY_FILE says where.",
                            "name a folder that can be written, and make a key by hand: ./facegate keys create --scopes admin"));
        }
        LOG.infof("The first key, %s, is kept in %s", issued.key().id(), file);
    }

    private void show(String key, Path file) {
        System.out.printf(SHOWN, file, key, port);
        System.out.flush();
    }
}

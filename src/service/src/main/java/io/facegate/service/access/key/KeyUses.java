package io.facegate.service.access.key;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** When keys were used last: kept once a minute for all that were used in it, and not with each request. */
@Singleton
final class KeyUses {
    private static final Logger LOG = Logger.getLogger(KeyUses.class);
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final KeyRepository keys;
    private final Vertx vertx;
    private final Map<String, Boolean> used = new ConcurrentHashMap<>();

    KeyUses(KeyRepository keys, Vertx vertx) {
        this.keys = keys;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(EVERY.toMillis(), tick -> keep());
    }

    void note(String id) {
        used.putIfAbsent(id, true);
    }

    void keep() {
        String[] ids = used.keySet().toArray(String[]::new);
        used.keySet().removeAll(List.of(ids));
        if (ids.length > 0) {
            keys.used(ids)
                    .subscribe()
                    .with(
                            kept -> {},
                            failure ->
                                    LOG.debug("The last use of keys wasn't kept; the next minute's will be", failure));
        }
    }
}

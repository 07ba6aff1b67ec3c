package io.facegate.service.web.connection;

import io.facegate.service.config.ConnectionsConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;

/** How many connections there are, and may be. */
@Singleton
final class OpenConnections {
    private final int maximum;
    private final AtomicInteger open = new AtomicInteger();
    private final Counter refused;

    OpenConnections(ConnectionsConfig config, MeterRegistry registry) {
        this.maximum = config.maximum();
        this.refused = Counter.builder("face.refused.connections")
                .description("Connections that were closed at once, since there were as many as there may be")
                .register(registry);
        Gauge.builder("face.open.connections", open, AtomicInteger::get)
                .description("Connections of clients that are open")
                .register(registry);
    }

    /** Whether there is a place for one more; whoever gets it gives it back. */
    boolean admit() {
        if (open.incrementAndGet() <= maximum) {
            return true;
        }
        open.decrementAndGet();
        refused.increment();
        return false;
    }

    void giveBack() {
        open.decrementAndGet();
    }
}

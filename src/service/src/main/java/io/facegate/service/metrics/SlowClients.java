package io.facegate.service.metrics;

import io.facegate.service.code.Codes;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;

/** {@code face_slow_clients_total{phase}}: clients that were cut off because they took too long. */
@Singleton
public final class SlowClients {
    /** What a client was too slow at. */
    public enum Phase {
        /** Sending the head of a request. */
        HEAD,
        /** Sending its body. */
        BODY,
        /** Reading the answer. */
        ANSWER
    }

    private final Map<Phase, Counter> counters = new EnumMap<>(Phase.class);

    SlowClients(MeterRegistry registry) {
        for (Phase phase : Phase.values()) {
            counters.put(
                    phase,
                    Counter.builder("face.slow.clients")
                            .description("Clients that were cut off because they took too long")
                            .tag("phase", Codes.of(phase))
                            .register(registry));
        }
    }

    @SuppressWarnings("NullAway") // every phase has one
    public void cut(Phase phase) {
        counters.get(phase).increment();
    }
}

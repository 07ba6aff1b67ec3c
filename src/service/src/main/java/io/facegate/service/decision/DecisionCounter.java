package io.facegate.service.decision;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.stream.Stream;

/**
 * {@code face_decisions_total{operation,outcome}}: how the service decided about faces. Requests that came to no decision,
 * such as one without a face, are among those of HTTP.
 */
@Startup
@Singleton
public final class DecisionCounter {
    private static final String VERIFICATION = "verification";
    private static final String COMPARE = "compare";
    private static final String IDENTIFICATION = "identification";
    private static final String IDENTIFIED = "identified";
    private static final String UNKNOWN = "unknown";

    private final MeterRegistry registry;

    DecisionCounter(MeterRegistry registry) {
        this.registry = registry;
        // from the start, so that the first of a kind is an increase
        for (Decision decision : Decision.values()) {
            Stream.of(VERIFICATION, COMPARE).forEach(operation -> counter(operation, decision.code()));
        }
        Stream.of(IDENTIFIED, UNKNOWN).forEach(outcome -> counter(IDENTIFICATION, outcome));
    }

    public void verified(Decision decision) {
        counter(VERIFICATION, decision.code()).increment();
    }

    public void compared(Decision decision) {
        counter(COMPARE, decision.code()).increment();
    }

    /** One for each face of a picture. */
    public void identified(boolean known) {
        counter(IDENTIFICATION, known ? IDENTIFIED : UNKNOWN).increment();
    }

    private Counter counter(String operation, String outcome) {
        return Counter.builder("face.decisions")
                .description("Decisions about faces")
                .tags("operation", operation, "outcome", outcome)
                .register(registry);
    }
}

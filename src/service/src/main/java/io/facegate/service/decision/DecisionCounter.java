package io.facegate.service.decision;

import io.facegate.service.decision.DecisionMade.Operation;
import io.facegate.service.event.CommitListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * {@code face_decisions_total{operation,outcome}}: how the service decided about faces. Requests that came to no decision,
 * such as one without a face, are among those of HTTP.
 */
@Startup
@Singleton
final class DecisionCounter implements CommitListener<DecisionMade> {
    private final MeterRegistry registry;

    DecisionCounter(MeterRegistry registry) {
        this.registry = registry;
        // from the start, so that the first of a kind is an increase
        for (Decision decision : Decision.values()) {
            Stream.of(Operation.VERIFICATION, Operation.COMPARE)
                    .forEach(operation -> counter(operation, decision.code()));
        }
        Stream.of(DecisionMade.IDENTIFIED, DecisionMade.UNKNOWN)
                .forEach(outcome -> counter(Operation.IDENTIFICATION, outcome));
    }

    @Override
    public Class<DecisionMade> listensTo() {
        return DecisionMade.class;
    }

    @Override
    public void committed(DecisionMade event) {
        counter(event.operation(), event.outcome()).increment();
    }

    private Counter counter(Operation operation, String outcome) {
        return Counter.builder("face.decisions")
                .description("Decisions about faces")
                .tags("operation", operation.name().toLowerCase(Locale.ROOT), "outcome", outcome)
                .register(registry);
    }
}

package io.facegate.service.decision;

import io.facegate.service.event.EventDescription;

/** A decision by an embedding that was brought: nothing is known of the picture that it is of, and what is kept says so. */
public record DecidedByEmbedding(DecisionMade made) implements DecisionMade {
    @Override
    public Operation operation() {
        return made.operation();
    }

    @Override
    public String outcome() {
        return made.outcome();
    }

    @Override
    public EventDescription description() {
        return made.description().with("probe", "embedding");
    }
}

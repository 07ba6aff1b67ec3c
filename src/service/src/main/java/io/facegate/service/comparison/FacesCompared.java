package io.facegate.service.comparison;

import io.facegate.service.decision.DecisionMade;
import io.facegate.service.decision.Verdict;
import io.facegate.service.event.EventDescription;
import io.facegate.vision.model.ModelId;

/**
 * Two faces were compared, of whom nothing else is known.
 *
 * @param model the embedder
 */
public record FacesCompared(Verdict verdict, ModelId model) implements DecisionMade {
    @Override
    public Operation operation() {
        return Operation.COMPARE;
    }

    @Override
    public String outcome() {
        return verdict.decision().code();
    }

    @Override
    public EventDescription description() {
        return verdict.describe("comparison", model);
    }
}

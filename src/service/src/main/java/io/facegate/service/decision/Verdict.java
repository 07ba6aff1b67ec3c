package io.facegate.service.decision;

import io.facegate.service.event.EventDescription;
import io.facegate.vision.model.ModelId;

/**
 * What a comparison came to, and why.
 *
 * @param grant from which score on access is granted
 */
public record Verdict(Decision decision, Comparison comparison, Threshold grant) {
    /**
     * For the event that tells of it.
     *
     * @param operation what was decided, such as {@code verification}
     * @param model the embedder
     */
    public EventDescription describe(String operation, ModelId model) {
        String how =
                switch (decision) {
                    case ACCESS_GRANTED -> "granted";
                    case EMAIL_VERIFICATION -> "step_up";
                    case ACCESS_DENIED -> "denied";
                };
        return EventDescription.of("%s.%s".formatted(operation, how))
                .with("outcome", decision.code())
                .with("similarity", comparison.similarity().cosine())
                .with("score", comparison.score().value())
                .with("threshold", grant.score())
                .with("fmr", grant.falseMatchRate())
                .with("model", model.value());
    }
}

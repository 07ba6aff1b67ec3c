package io.facegate.service.verification;

import io.facegate.service.decision.Decision;
import io.facegate.service.decision.DecisionMade;
import io.facegate.service.event.EventDescription;
import io.facegate.service.gallery.ClaimedIdentity;
import io.facegate.vision.model.ModelId;

/**
 * Whoever may not know who is enrolled was denied access, since there was nothing to compare with: no similarity that was
 * answered means anything.
 *
 * @param model the embedder
 */
public record VerificationDenied(ClaimedIdentity claimed, ModelId model) implements DecisionMade {
    @Override
    public Operation operation() {
        return Operation.VERIFICATION;
    }

    @Override
    public String outcome() {
        return Decision.ACCESS_DENIED.code();
    }

    @Override
    public EventDescription description() {
        return EventDescription.of("verification.denied")
                .in(claimed.gallery().name())
                .about(claimed.externalId())
                .with("outcome", outcome())
                .with("reason", reason())
                .with("model", model.value());
    }

    /** As the problem is called for those who may know it. */
    private String reason() {
        return claimed.member()
                .map(member -> member.identity().active() ? "identity_not_enrolled" : "identity_inactive")
                .orElse("identity_not_found");
    }
}

package io.facegate.service.verification;

import io.facegate.gallery.ExternalId;
import io.facegate.gallery.GalleryName;
import io.facegate.service.decision.DecisionMade;
import io.facegate.service.decision.Verdict;
import io.facegate.service.event.EventDescription;
import io.facegate.service.gallery.IdentityId;
import io.facegate.vision.model.ModelId;

/**
 * A face was compared with an identity's templates, whatever came of it.
 *
 * @param model the embedder
 */
public record IdentityVerified(
        GalleryName gallery, IdentityId identity, ExternalId externalId, Verdict verdict, ModelId model)
        implements DecisionMade {
    @Override
    public Operation operation() {
        return Operation.VERIFICATION;
    }

    @Override
    public String outcome() {
        return verdict.decision().code();
    }

    @Override
    public EventDescription description() {
        return verdict.describe("verification", model).in(gallery).about(externalId);
    }
}

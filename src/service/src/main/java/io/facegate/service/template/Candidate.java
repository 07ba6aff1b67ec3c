package io.facegate.service.template;

import io.facegate.service.decision.Comparison;
import io.facegate.service.gallery.IdentityId;
import org.jspecify.annotations.Nullable;

/**
 * Someone a probe resembles.
 *
 * @param template the identity's template with the best score
 */
public record Candidate(
        IdentityId identity,
        String externalId,
        @Nullable String displayName,
        TemplateId template,
        Comparison comparison) {}

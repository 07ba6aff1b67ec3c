package io.facegate.service.template;

import io.facegate.service.gallery.IdentityId;
import io.facegate.vision.embedding.Similarity;
import org.jspecify.annotations.Nullable;

/**
 * Someone a probe resembles.
 *
 * @param template the identity's template that resembles the probe most
 */
public record Candidate(
        IdentityId identity,
        String externalId,
        @Nullable String displayName,
        TemplateId template,
        Similarity similarity) {}

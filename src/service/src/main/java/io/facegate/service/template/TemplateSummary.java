package io.facegate.service.template;

import io.facegate.gallery.TemplateSource;
import io.facegate.vision.model.ModelId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A template without its embedding.
 *
 * @param quality 0 to 1; null where nothing is known of it
 */
public record TemplateSummary(
        TemplateId id,
        ModelId model,
        TemplateSource source,
        @Nullable Float quality,
        Instant createdAt) {}

package io.facegate.service.template;

import io.facegate.gallery.TemplateSource;
import io.facegate.vision.model.ModelId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A template without its embedding.
 *
 * @param quality 0 to 1; null where nothing is known of it
 */
@RegisterForReflection // Hibernate makes it
public record TemplateSummary(
        TemplateId id,
        ModelId model,
        TemplateSource source,
        @Nullable Float quality,
        Instant createdAt) {
    public TemplateSummary(Long id, String model, String source, @Nullable Float quality, Instant createdAt) {
        this(new TemplateId(id), new ModelId(model), TemplateSource.ofDatabaseName(source), quality, createdAt);
    }
}

package io.facegate.service.gallery;

import io.facegate.vision.model.ModelId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/** A template without its embedding. */
@RegisterForReflection // Hibernate makes it
public record TemplateSummary(TemplateId id, ModelId model, TemplateSource source, Instant createdAt) {
    public TemplateSummary(Long id, String model, String source, Instant createdAt) {
        this(new TemplateId(id), new ModelId(model), TemplateSource.ofDatabaseName(source), createdAt);
    }
}

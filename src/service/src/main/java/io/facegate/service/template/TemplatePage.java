package io.facegate.service.template;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.facegate.service.paging.Page;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A page of an identity's templates. */
@Schema(description = "Templates in the order in which they were enrolled, without their embeddings")
public record TemplatePage(
        List<TemplateDescription> templates,

        @Schema(description = "The cursor of the next page; null on the last one", nullable = true) @Nullable
        String next) {

    /** One of them. */
    @Schema(name = "Template", description = "An enrolled embedding of a person")
    public record TemplateDescription(
            @JsonProperty("template_id") @Schema(examples = "42")
            long templateId,

            @Schema(description = "Id of the embedder", examples = "face-mbf-8c1d5e20")
            String model,

            @Schema(
                    enumeration = {"picture", "embedding", "import"},
                    description =
                            "picture: computed here. embedding: computed elsewhere, so that nothing is known of the"
                                    + " face. import: from an exported gallery")
            String source,

            @Schema(
                    description = "The unified quality score of the picture's face, 0 to 1; null where nothing is known"
                            + " of it",
                    examples = "0.82",
                    nullable = true)
            @Nullable
            Float quality,

            @JsonProperty("created_at") Instant createdAt) {}

    static TemplatePage of(Page<TemplateSummary> page) {
        return new TemplatePage(
                page.items().stream()
                        .map(template -> new TemplateDescription(
                                template.id().value(),
                                template.model().value(),
                                template.source().databaseName(),
                                template.quality(),
                                template.createdAt()))
                        .toList(),
                Page.nextText(page));
    }
}

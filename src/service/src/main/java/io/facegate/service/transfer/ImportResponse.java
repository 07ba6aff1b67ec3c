package io.facegate.service.transfer;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an import brought. */
@RegisterForReflection
@Schema(name = "ImportResult", description = "What an import brought, and what the gallery had already")
public record ImportResponse(
        @Schema(description = "Identities that are new", examples = "120")
        long identities,

        @JsonProperty("existing_identities")
        @Schema(description = "Identities that the gallery had by their external id; they stay as they are")
        long existingIdentities,

        @Schema(description = "Templates that are new", examples = "480")
        long templates,

        @JsonProperty("existing_templates") @Schema(description = "Templates that their identity had by their content")
        long existingTemplates,

        @JsonProperty("skipped_templates")
        @Schema(description = "Templates of people who were deleted while the import went on")
        long skippedTemplates) {}

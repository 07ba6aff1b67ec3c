package io.facegate.service.gallery;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.facegate.gallery.DisplayName;
import io.facegate.gallery.ExternalId;
import io.facegate.gallery.Metadata;
import io.facegate.service.web.json.Patch;
import io.facegate.service.web.json.TypedField;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The body that creates an identity.
 *
 * @param active not null, even where it may be absent
 */
@RegisterForReflection
@Schema(name = "NewIdentity")
record NewIdentity(
        @JsonProperty("external_id") @Schema(required = true)
        ExternalId externalId,

        @JsonProperty("display_name") @Schema(nullable = true) @Nullable
        DisplayName displayName,

        @JsonProperty("metadata") @Schema(description = "Default: {}") @Nullable
        Metadata metadata,

        @JsonProperty("active") @Schema(implementation = Boolean.class, defaultValue = "true")
        Patch<Boolean> active) {
    NewIdentity {
        TypedField.require("external_id", externalId);
        active.refuseNull("active");
    }
}

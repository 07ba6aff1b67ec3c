package io.facegate.service.gallery;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.facegate.gallery.DisplayName;
import io.facegate.gallery.ExternalId;
import io.facegate.gallery.Metadata;
import io.facegate.service.web.json.Patch;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.json.JsonObject;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body that changes an identity. */
@RegisterForReflection
@Schema(name = "IdentityChange", description = "Fields that are absent stay as they are")
record IdentityChange(
        @JsonProperty("external_id")
        @Schema(
                type = SchemaType.STRING,
                implementation = ExternalId.class,
                description = "Renames the identity; its templates and everything else stay")
        Patch<ExternalId> externalId,

        @JsonProperty("display_name")
        @Schema(
                type = SchemaType.STRING,
                implementation = DisplayName.class,
                nullable = true,
                description = "null takes the name away")
        Patch<DisplayName> displayName,

        @JsonProperty("metadata")
        @Schema(
                type = SchemaType.OBJECT,
                implementation = Metadata.class,
                nullable = true,
                description = "Replaces all of it; null: by nothing")
        Patch<Metadata> metadata,

        @JsonProperty("active") @Schema(implementation = Boolean.class)
        Patch<Boolean> active) {
    IdentityChange {
        externalId.refuseNull("external_id");
        active.refuseNull("active");
    }

    void applyTo(Identity identity) {
        externalId.ifPresent(identity::changeExternalId);
        displayName.ifGiven(name -> identity.rename(name == null ? null : name.value()));
        metadata.ifGiven(kept -> identity.describe(new JsonObject((kept == null ? Metadata.NONE : kept).json())));
        active.ifPresent(identity::activate);
    }
}

package io.facegate.service.webhook;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.facegate.gallery.GalleryName;
import io.facegate.service.web.json.TypedField;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body that creates a webhook. */
@RegisterForReflection
@Schema(name = "NewWebhook")
record NewWebhook(
        @JsonProperty("url") @Schema(required = true) WebhookAddress url,

        @JsonProperty("types") @Schema(required = true) WebhookTypes types,

        @JsonProperty("gallery")
        @Schema(ref = "GalleryName", description = "Only of events of this gallery", nullable = true)
        @Nullable
        GalleryName gallery) {
    NewWebhook {
        TypedField.require("url", url);
        TypedField.require("types", types);
    }
}

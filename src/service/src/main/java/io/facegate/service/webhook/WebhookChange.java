package io.facegate.service.webhook;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body that changes a webhook. */
@RegisterForReflection
@Schema(name = "WebhookChange")
record WebhookChange(
        @JsonProperty("types") @Nullable WebhookTypes types,

        @JsonProperty("active") @Nullable Boolean active) {}

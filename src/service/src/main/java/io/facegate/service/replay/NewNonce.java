package io.facegate.service.replay;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.facegate.gallery.ExternalId;
import io.facegate.service.web.json.TypedField;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body that asks for a nonce. */
@RegisterForReflection
@Schema(name = "NewNonce")
record NewNonce(
        @JsonProperty("external_id") @Schema(ref = "ExternalId", required = true)
        ExternalId externalId) {
    NewNonce {
        TypedField.require("external_id", externalId);
    }
}

package io.facegate.service.gallery;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** {@link VerificationPolicy} as the interface shows and takes it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
        name = VerificationPolicyDescription.NAME,
        description = "What a gallery has otherwise than the operator's settings; what is absent is the operator's")
record VerificationPolicyDescription(
        @JsonProperty(VerificationPolicy.WAIT_AFTER)
        @Schema(description = "Consecutive failures from which each further try of an identity waits", examples = "5")
        @Nullable
        Integer waitAfter,

        @JsonProperty(VerificationPolicy.WAIT_AFTER_LIVE)
        @Schema(description = "The same for tries whose liveness was checked, and passed", examples = "10")
        @Nullable
        Integer waitAfterLive,

        @JsonProperty(VerificationPolicy.WAIT_SECONDS)
        @Schema(description = "How long, since the try before", examples = "30")
        @Nullable
        Integer waitSeconds,

        @JsonProperty(VerificationPolicy.DISABLE_AFTER)
        @Schema(
                description = "Consecutive failures from which the face is no factor, until an administrator resets it",
                examples = "50")
        @Nullable
        Integer disableAfter,

        @JsonProperty(VerificationPolicy.DISABLE_AFTER_LIVE)
        @Schema(description = "The same for tries whose liveness was checked, and passed", examples = "100")
        @Nullable
        Integer disableAfterLive,

        @JsonProperty(VerificationPolicy.REPLAY_SECONDS)
        @Schema(
                description = "How long the same picture is refused for the same identity; 0 for not at all",
                examples = "600")
        @Nullable
        Integer replaySeconds,

        @JsonProperty(VerificationPolicy.NONCE)
        @Schema(description = "Whether each verification must bring a nonce")
        @Nullable
        Boolean nonce) {
    static final String NAME = "VerificationPolicyForm";

    static final String WHAT = "How often, and how, its people may be verified; null: as the operator's settings say."
            + " It is replaced as a whole";

    static VerificationPolicyDescription of(VerificationPolicy policy) {
        return new VerificationPolicyDescription(
                policy.waitAfter(),
                policy.waitAfterLive(),
                policy.waitSeconds(),
                policy.disableAfter(),
                policy.disableAfterLive(),
                policy.replaySeconds(),
                policy.nonce());
    }
}

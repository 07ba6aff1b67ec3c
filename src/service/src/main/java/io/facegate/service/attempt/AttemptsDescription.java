package io.facegate.service.attempt;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Tries to be an identity, as the interface shows them. */
@Schema(name = "Attempts", description = "How often somebody failed to be an identity")
public record AttemptsDescription(
        @Schema(
                description =
                        "Consecutive failures, since the last success or reset. A try counts from before it is compared,"
                                + " so that one whose service died counts too",
                examples = "3")
        long failures,

        @JsonProperty("last_try_at") @Schema(nullable = true) @Nullable
        Instant lastTry,

        @JsonProperty("last_success_at") @Schema(nullable = true) @Nullable
        Instant lastSuccess,

        @JsonProperty("next_try_at")
        @Schema(
                description = "Before this, each try is answered too_many_attempts; null if none has to wait",
                nullable = true)
        @Nullable
        Instant nextTry,

        @JsonProperty("disabled_at")
        @Schema(
                description = "Since when each try is answered face_disabled, until it is reset; null if the face is a"
                        + " factor",
                nullable = true)
        @Nullable
        Instant disabled) {
    static AttemptsDescription of(AttemptState state) {
        return new AttemptsDescription(
                state.failures(), state.lastTry(), state.lastSuccess(), state.nextTry(), state.disabled());
    }
}

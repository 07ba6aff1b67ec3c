package io.facegate.service.webhook;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An address that is told of what happens, and how that goes. */
@Schema(description = "An address that is told of what happens")
public record Webhook(
        @JsonProperty("webhook_id") @Schema(examples = "3") long id,

        @Schema(examples = "https://example.org/facegate") String url,

        @Schema(description = "Of which events it is told", examples = "[\"verification.denied\", \"identity\"]")
        List<String> types,

        @Schema(description = "Only of events of this gallery; null: of all", nullable = true, examples = "staff")
        @Nullable
        String gallery,

        @Schema(
                description =
                        "Nothing is written down for it or sent to it while it is not. It becomes false when its receiver"
                                + " answers 410")
        boolean active,

        @JsonProperty("created_at") Instant createdAt,

        @Schema(description = "Deliveries that failed since the last one that didn't", examples = "0")
        int failures,

        @JsonProperty("last_failure")
        @Schema(description = "Why the last one that failed did", nullable = true, examples = "it answered 500")
        @Nullable
        String lastFailure,

        @JsonProperty("last_failure_at") @Schema(nullable = true) @Nullable
        Instant lastFailureAt,

        @Schema(description = "Deliveries that are still to be made", examples = "0")
        long waiting,

        @JsonProperty("given_up")
        @Schema(description = "Deliveries of the last week that nobody took in three days", examples = "0")
        long givenUp) {

    /** With what is shown once. */
    @Schema(name = "WebhookWithSecret", description = "A webhook with the secret that its deliveries are signed with")
    public record WithSecret(
            @JsonUnwrapped Webhook webhook,

            @Schema(
                    description = "Shown now and never again; libraries of Standard Webhooks take it as it is",
                    examples = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
            String secret) {}

    /** All there are. */
    @Schema(name = "Webhooks")
    public record All(List<Webhook> webhooks) {
        public All {
            webhooks = List.copyOf(webhooks);
        }
    }
}

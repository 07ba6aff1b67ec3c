package io.facegate.service.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What happened, and who asked for it. */
@Schema(description = "What happened, and who asked for it")
public record AuditEntry(
        @Schema(description = "From 1, without gaps, in the order in which it was kept for good", examples = "17")
        long position,

        @Schema(description = "By the database's clock") Instant at,

        @Schema(examples = "verification.denied") String type,

        @Schema(examples = "staff", nullable = true) @Nullable
        String gallery,

        @Schema(description = "The external id that the identity had", examples = "e-4711", nullable = true) @Nullable
        String identity,

        @Schema(
                description = "key:ID, subject:SUBJECT of a token, anybody (the service asks for no key), unknown, or"
                        + " service",
                examples = "key:k3j4")
        String actor,

        @Schema(description = "Where the request came from", examples = "192.0.2.7", nullable = true) @Nullable
        String address,

        @JsonProperty("request_id") @Schema(description = "`X-Request-Id` of the request", nullable = true) @Nullable
        String requestId,

        @Schema(
                description = "Of a decision: outcome, similarity, threshold, fmr, model. Others by their type",
                examples = "{\"outcome\": \"access_denied\", \"similarity\": 0.12, \"threshold\": 0.38}")
        Map<String, Object> details,

        @Schema(description = "SHA-256, by which a change of this entry or one before it shows")
        String hash) {}

package io.facegate.service.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.facegate.gallery.audit.AuditPosition;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where the audit begins and ends. */
@Schema(description = "Where the audit begins and ends")
public record AuditHead(
        @JsonProperty("start_position")
        @Schema(description = "Up to it, entries were dropped because they were old", examples = "0")
        long startPosition,

        @JsonProperty("start_hash") @Schema(description = "The hash there; zeros before the first entry")
        String startHash,

        @Schema(description = "Of the last entry", examples = "1234")
        long position,

        @Schema(description = "The hash there. Written down elsewhere, it fixes every entry up to it")
        String hash,

        @Schema(
                description = "Events that have no position yet; a running service gives them one within seconds",
                examples = "0")
        long unsealed) {
    AuditHead(AuditPosition start, AuditPosition head, long unsealed) {
        this(start.position(), start.hash(), head.position(), head.hash(), unsealed);
    }
}

package io.facegate.service.gallery;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An identity as the interface shows it. */
@Schema(name = "Identity", description = "A person of a gallery")
public record IdentityDescription(
        @JsonProperty("external_id")
        @Schema(description = "What the application calls this person; unique in the gallery", examples = "e-4711")
        String externalId,

        @JsonProperty("display_name") @Schema(nullable = true, examples = "Anna Example") @Nullable
        String displayName,

        @Schema(description = "Whatever the application keeps with this person")
        Map<String, Object> metadata,

        @Schema(description = "Inactive people stay enrolled, and are neither verified nor identified")
        boolean active,

        @Schema(
                description =
                        "ready: can be recognised by the gallery's embedder, or while the gallery moves, by the one"
                                + " that it moves to. needs_re_enrolment: had templates of another embedder only. not_enrolled:"
                                + " has none")
        EnrolmentState enrolment,

        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("updated_at") Instant updatedAt) {

    static IdentityDescription of(Identity identity) {
        return new IdentityDescription(
                identity.externalId(),
                identity.displayName(),
                identity.metadata().getMap(),
                identity.active(),
                identity.enrolment(),
                identity.createdAt(),
                identity.updatedAt());
    }
}

package io.facegate.service.access.key;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.facegate.gallery.GalleryName;
import io.facegate.service.access.Scope;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A key as the interface shows it: nothing of it lets anybody in. */
@Schema(name = "AccessKey", description = "A key of somebody who may ask, without its secret")
public record KeyDescription(
        @Schema(examples = "k3j9x0aa71bc") String id,
        @Schema(examples = "the door of the lab") String name,
        @Schema(examples = "[\"verify\"]") List<String> scopes,

        @Schema(description = "The galleries that it is bound to; none: all", examples = "[\"staff\"]")
        List<String> galleries,

        AccessKey.State state,

        @JsonProperty("created_at") Instant createdAt,

        @JsonProperty("expires_at") @Schema(nullable = true) @Nullable
        Instant expiresAt,

        @JsonProperty("revoked_at") @Schema(nullable = true) @Nullable
        Instant revokedAt,

        @JsonProperty("last_used_at") @Schema(description = "To about a minute", nullable = true) @Nullable
        Instant lastUsedAt,

        @Schema(description = "The id of the key that it was rotated to", nullable = true) @Nullable
        String successor) {

    static KeyDescription of(AccessKey key) {
        return new KeyDescription(
                key.id(),
                key.name(),
                key.scopes().stream().map(Scope::code).sorted().toList(),
                key.galleries().names().stream()
                        .map(GalleryName::value)
                        .sorted()
                        .toList(),
                key.state(Instant.now()),
                key.createdAt(),
                key.expiresAt(),
                key.revokedAt(),
                key.lastUsedAt(),
                key.successor());
    }
}

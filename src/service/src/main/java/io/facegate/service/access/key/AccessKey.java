package io.facegate.service.access.key;

import com.fasterxml.jackson.annotation.JsonValue;
import io.facegate.service.access.BoundGalleries;
import io.facegate.service.access.Scope;
import io.facegate.service.code.Codes;
import java.time.Instant;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a key, without anything that would let it be used.
 *
 * @param id the part of the key that is no secret
 * @param name what it is for, to people
 * @param expiresAt null if it doesn't
 * @param revokedAt null if it wasn't
 * @param lastUsedAt to about a minute; null if it never was
 * @param successor the id of the key that it was rotated to; null if it wasn't
 */
public record AccessKey(
        String id,
        String name,
        Set<Scope> scopes,
        BoundGalleries galleries,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt,
        @Nullable String successor) {

    public AccessKey {
        scopes = Set.copyOf(scopes);
    }

    /** In words, at that time. */
    public State state(Instant now) {
        if (revokedAt != null) {
            return State.REVOKED;
        }
        return expiresAt != null && !now.isBefore(expiresAt) ? State.EXPIRED : State.VALID;
    }

    /** Whether it may be used. */
    @Schema(name = "KeyState")
    public enum State {
        VALID,
        EXPIRED,
        REVOKED;

        @JsonValue
        public String code() {
            return Codes.of(this);
        }
    }
}

package io.facegate.service.replay;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A nonce, as it is given out. */
@Schema(name = "GivenNonce", description = "Brought with one verification, in the header Facegate-Nonce")
public record NonceDescription(
        @Schema(examples = "q3Jm0bZ0cVw2m4p1oC3oQ1kqk8rQ3b1w5sX9y2u7d6E")
        String nonce,

        @JsonProperty("expires_at") Instant expires) {}

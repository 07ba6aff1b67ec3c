package io.facegate.service.verification;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.facegate.service.decision.DecisionFields;
import io.facegate.service.face.FoundFace;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a picture compares with an enrolled person. */
@Schema(description = "How the picture compares with the most similar template of the identity")
public record VerificationResponse(
        @JsonUnwrapped DecisionFields decision,

        @Schema(description = "The face of the picture that was compared")
        FoundFace face) {}

package io.facegate.service.comparison;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.facegate.service.decision.DecisionFields;
import io.facegate.service.face.FoundFace;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How two pictures compare. */
@Schema(description = "How the two pictures compare")
public record PicturePairResponse(
        @JsonUnwrapped DecisionFields decision,

        @Schema(description = "The face of the reference that was compared")
        FoundFace reference,

        @Schema(description = "The face of the probe that was compared")
        FoundFace probe) {

    static PicturePairResponse of(ComparisonOutcome.Compared compared) {
        return new PicturePairResponse(
                DecisionFields.of(compared.verdict(), compared.model()),
                FoundFace.of(compared.faces().get(0)),
                FoundFace.of(compared.faces().get(1)));
    }
}

package io.facegate.service.comparison;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.facegate.service.decision.DecisionFields;
import io.facegate.service.face.FoundFace;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How an embedding and a picture compare. */
@Schema(description = "How the embedding and the picture compare")
public record CompareResponse(
        @JsonUnwrapped DecisionFields decision,

        @Schema(description = "The face of the picture that was compared")
        FoundFace face) {

    static CompareResponse of(ComparisonOutcome.Compared compared) {
        return new CompareResponse(
                DecisionFields.of(compared.verdict(), compared.model()),
                FoundFace.of(compared.faces().get(0)));
    }
}

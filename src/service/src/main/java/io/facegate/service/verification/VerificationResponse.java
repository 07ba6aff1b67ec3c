package io.facegate.service.verification;

import io.facegate.service.decision.Decision;
import io.facegate.service.face.FoundFace;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How a picture compares with an enrolled person. */
@Schema(description = "How the picture compares with the most similar template of the identity")
public record VerificationResponse(
        @Schema(
                description = "access_granted: the same person. email_verification: probably, so a second factor must"
                        + " confirm it. access_denied: not similar enough")
        Decision result,

        @Schema(description = "Cosine of the angle between the embeddings, -1..1", examples = "0.85")
        float similarity,

        @Schema(description = "The similarity from which access is granted", examples = "0.38")
        float threshold,

        @Schema(
                description = "The false match rate at that threshold, as the embedder was calibrated. null if the"
                        + " threshold was set by configuration",
                examples = "0.0001",
                nullable = true)
        @Nullable
        Double fmr,

        @Schema(description = "Id of the embedder", examples = "face-mbf-8c1d5e20")
        String model,

        @Schema(description = "The face of the picture that was compared")
        FoundFace face) {}

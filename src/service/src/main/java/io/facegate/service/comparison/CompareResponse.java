package io.facegate.service.comparison;

import io.facegate.service.decision.Decision;
import io.facegate.service.face.FoundFace;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How an embedding and a picture compare. */
@Schema(description = "How the embedding and the picture compare")
public record CompareResponse(
        @Schema(description = "Cosine of the angle between the embeddings, -1..1", examples = "0.85")
        float similarity,

        @Schema(
                description = "access_granted: the same person. email_verification: probably, so a second factor must"
                        + " confirm it. access_denied: not similar enough")
        Decision result,

        @Schema(description = "Id of the embedder", examples = "face-mbf-8c1d5e20")
        String model,

        @Schema(description = "The similarity from which access is granted", examples = "0.38")
        float threshold,

        @Schema(
                description = "The false match rate at that threshold, as the embedder was calibrated: the share of"
                        + " pairs of different people that reach it. null if the threshold was set by configuration",
                examples = "0.0001",
                nullable = true)
        @Nullable
        Double fmr,

        @Schema(description = "The face of the picture that was compared")
        FoundFace face) {}

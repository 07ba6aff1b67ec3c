package io.facegate.service.decision;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.facegate.vision.model.ModelId;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What every answer has that is a decision. */
public record DecisionFields(
        @Schema(
                description = "access_granted: the same person. email_verification: probably, so a second factor must"
                        + " confirm it. access_denied: not similar enough")
        Decision result,

        @Schema(description = "Cosine of the angle between the embeddings, -1..1", examples = "0.85")
        float similarity,

        @Schema(
                description =
                        "What is decided by: the similarity, less how much either face resembles everybody, as far as"
                                + " the embedder has centres to tell that. -2..2",
                examples = "0.61")
        float score,

        @Schema(description = "The score from which access is granted", examples = "0.31")
        float threshold,

        @Schema(
                description = "The false match rate at that threshold, as the embedder was calibrated: the share of"
                        + " pairs of different people that reach it. null if the threshold was set by configuration",
                examples = "0.0001",
                nullable = true)
        @Nullable
        Double fmr,

        @JsonProperty("fmr_extrapolated") @Schema(description = FMR_EXTRAPOLATED)
        boolean fmrExtrapolated,

        @JsonProperty("calibrated_on") @Schema(nullable = true) @Nullable
        CalibratedOn calibratedOn,

        @Schema(description = "Id of the embedder", examples = "face-mbf-8c1d5e20")
        String model) {

    /** What is said of it, in each answer. */
    public static final String FMR_EXTRAPOLATED =
            "Whether fmr is below every rate that was measured: the threshold is then how the tail of a Gaussian would go"
                    + " on, and nobody has counted pairs that reach it";

    /**
     * @param model the embedder
     */
    public static DecisionFields of(Verdict verdict, ModelId model) {
        return new DecisionFields(
                verdict.decision(),
                verdict.comparison().similarity().cosine(),
                verdict.comparison().score().value(),
                verdict.grant().score(),
                verdict.grant().falseMatchRate(),
                verdict.grant().extrapolated(),
                verdict.grant().calibratedOn(),
                model.value());
    }
}

package io.facegate.service.gallery;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.facegate.service.decision.FalseMatchRate;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.model.PopulationKind;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A gallery as the interface shows it. */
@Schema(name = "Gallery", description = "A set of people, isolated from every other")
public record GalleryDescription(
        @Schema(examples = "staff") String name,

        @Schema(description = "Id of the embedder that it answers by", examples = "face-mbf-8c1d5e20")
        String model,

        @JsonProperty("moves_to")
        @Schema(
                description = "Id of the embedder that it moves to; null when it doesn't move",
                examples = "resnet50-51e0a6c2",
                nullable = true)
        @Nullable
        String movesTo,

        @Schema(
                description = "The false match rate at which it matches unless a request asks for another; null for the"
                        + " operator's policy",
                examples = "0.001",
                nullable = true)
        @Nullable
        Double fmr,

        @Schema(description = "Whose thresholds it decides by: grown people's, or those of children under thirteen")
        PopulationKind population,

        @Schema(description = VerificationPolicyDescription.WHAT, nullable = true) @Nullable
        VerificationPolicyDescription verification,

        @JsonProperty("gate_enrolment") @Schema(description = GateWords.ENROLMENT, nullable = true) @Nullable
        Boolean gateEnrolment,

        @JsonProperty("gate_verification") @Schema(description = GateWords.VERIFICATION, nullable = true) @Nullable
        Boolean gateVerification,

        @JsonProperty("gate_identification") @Schema(description = GateWords.IDENTIFICATION, nullable = true) @Nullable
        Boolean gateIdentification,

        @JsonProperty("created_at") Instant createdAt) {

    static GalleryDescription of(Gallery gallery) {
        FalseMatchRate rate = gallery.falseMatchRate();
        ModelId movesTo = gallery.movesTo();
        VerificationPolicy verification = gallery.verification();
        return new GalleryDescription(
                gallery.name().value(),
                gallery.model().value(),
                movesTo == null ? null : movesTo.value(),
                rate == null ? null : rate.value(),
                gallery.population(),
                verification.equals(VerificationPolicy.NONE) ? null : VerificationPolicyDescription.of(verification),
                gallery.gates().enrolment(),
                gallery.gates().verification(),
                gallery.gates().identification(),
                gallery.createdAt());
    }
}

package io.facegate.service.gallery;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.facegate.gallery.GalleryName;
import io.facegate.service.decision.FalseMatchRate;
import io.facegate.service.quality.GalleryGates;
import io.facegate.service.web.json.TypedField;
import io.facegate.vision.model.PopulationKind;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body that creates a gallery. */
@RegisterForReflection
@Schema(name = "NewGallery")
record NewGallery(
        @JsonProperty("name") @Schema(ref = "GalleryName", required = true)
        GalleryName name,

        @JsonProperty("fmr") @Schema(description = NewGallery.RATE, nullable = true) @Nullable
        FalseMatchRate fmr,

        @JsonProperty("verification")
        @Schema(
                implementation = VerificationPolicyDescription.class,
                description = VerificationPolicyDescription.WHAT,
                nullable = true)
        @Nullable
        VerificationPolicy verification,

        @JsonProperty("population") @Schema(description = NewGallery.POPULATION, nullable = true) @Nullable
        PopulationKind population,

        @JsonProperty("gate_enrolment") @Schema(description = GateWords.ENROLMENT, nullable = true) @Nullable
        Boolean gateEnrolment,

        @JsonProperty("gate_verification") @Schema(description = GateWords.VERIFICATION, nullable = true) @Nullable
        Boolean gateVerification,

        @JsonProperty("gate_identification") @Schema(description = GateWords.IDENTIFICATION, nullable = true) @Nullable
        Boolean gateIdentification) {
    static final String RATE =
            "The false match rate at which the gallery matches unless a request asks for another, one that the embedder"
                    + " is calibrated at; null: the operator's policy";

    static final String POPULATION =
            "Whose thresholds the gallery decides by: grown people's, which is the default, or those of children under"
                    + " thirteen, at the rates that the embedder has for them";

    NewGallery {
        TypedField.require("name", name);
    }

    PopulationKind populationOrDefault() {
        return population == null ? PopulationKind.GROWN : population;
    }

    GalleryGates gates() {
        return new GalleryGates(gateEnrolment, gateVerification, gateIdentification);
    }
}

package io.facegate.service.gallery;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.facegate.service.decision.FalseMatchRate;
import io.facegate.service.quality.GalleryGates;
import io.facegate.service.web.json.Patch;
import io.facegate.vision.model.PopulationKind;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body that changes a gallery. */
@RegisterForReflection
@Schema(name = "GalleryChange", description = "Fields that are absent stay as they are")
record GalleryChange(
        @JsonProperty("fmr")
        @Schema(
                type = SchemaType.NUMBER,
                implementation = FalseMatchRate.class,
                description = NewGallery.RATE,
                nullable = true)
        Patch<FalseMatchRate> fmr,

        @JsonProperty("verification")
        @Schema(
                type = SchemaType.OBJECT,
                implementation = VerificationPolicyDescription.class,
                description = VerificationPolicyDescription.WHAT,
                nullable = true)
        Patch<VerificationPolicy> verification,

        @JsonProperty("population")
        @Schema(implementation = PopulationKind.class, description = NewGallery.POPULATION, nullable = true)
        Patch<PopulationKind> population,

        @JsonProperty("gate_enrolment")
        @Schema(implementation = Boolean.class, description = GateWords.ENROLMENT, nullable = true)
        Patch<Boolean> gateEnrolment,

        @JsonProperty("gate_verification")
        @Schema(implementation = Boolean.class, description = GateWords.VERIFICATION, nullable = true)
        Patch<Boolean> gateVerification,

        @JsonProperty("gate_identification")
        @Schema(implementation = Boolean.class, description = GateWords.IDENTIFICATION, nullable = true)
        Patch<Boolean> gateIdentification) {
    /** @param before what is not given stays */
    GalleryGates gates(GalleryGates before) {
        return new GalleryGates(
                given(gateEnrolment, before.enrolment()),
                given(gateVerification, before.verification()),
                given(gateIdentification, before.identification()));
    }

    private static @Nullable Boolean given(Patch<Boolean> patch, @Nullable Boolean before) {
        return patch.given() ? patch.value() : before;
    }
}

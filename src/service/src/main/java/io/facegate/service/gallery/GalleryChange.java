package io.facegate.service.gallery;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.facegate.service.decision.FalseMatchRate;
import io.facegate.service.web.json.Patch;
import io.facegate.vision.model.PopulationKind;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

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
        Patch<PopulationKind> population) {}

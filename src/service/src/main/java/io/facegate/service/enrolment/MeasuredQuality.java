package io.facegate.service.enrolment;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.facegate.vision.quality.FaceQuality;
import io.facegate.vision.quality.Resemblance;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What was measured about a face. */
@Schema(name = "Quality", description = "What was measured about the face (ISO/IEC 29794-5 names these components)")
public record MeasuredQuality(
        @Schema(
                description =
                        "The unified quality score, 0 to 1: how good the worst of the measures is. It is kept with the"
                                + " template",
                examples = "0.82")
        double unified,

        @JsonProperty("inter_eye_distance") @Schema(description = "In pixels", examples = "43.1")
        double interEyeDistance,

        @Schema(
                description = "Variance of the Laplacian of the aligned face, without what noise adds",
                examples = "310.5")
        double sharpness,

        @Schema(description = "Standard deviation of the noise, in grey levels", examples = "0.2")
        double noise,

        @JsonProperty("grey_levels")
        @Schema(description = "How many grey levels the aligned face uses, 1..256", examples = "154.2")
        double greyLevels,

        @JsonProperty("flat_share")
        @Schema(
                description = "Share of the pixels that add nothing to those around them, 0..1: compression, or large"
                        + " pixels",
                examples = "0.14")
        double flatShare,

        @Schema(description = "Mean luminance, 0..255", examples = "121.7")
        double brightness,

        @Schema(description = "Standard deviation of the luminance", examples = "48.2")
        double contrast,

        @Schema(description = "Degrees; positive to the right of the picture", examples = "-4.0")
        double yaw,

        @Schema(description = "Degrees; positive downwards", examples = "2.5")
        double pitch,

        @Schema(description = "Degrees; positive clockwise", examples = "1.2")
        double roll,

        @Schema(
                description =
                        "Of which bad pictures an embedder sees most in the face, such as blur; null if it knows none",
                examples = "blur",
                nullable = true)
        @Nullable
        String resembles,

        @Schema(description = "Cosine similarity to them, -1..1", examples = "0.11", nullable = true) @Nullable
        Float resemblance) {

    static MeasuredQuality of(FaceQuality quality) {
        Resemblance resemblance = quality.resemblance();
        return new MeasuredQuality(
                quality.unified(),
                quality.interEyeDistance(),
                quality.sharpness(),
                quality.noise(),
                quality.greyLevels(),
                quality.flatShare(),
                quality.brightness(),
                quality.contrast(),
                quality.pose().yaw(),
                quality.pose().pitch(),
                quality.pose().roll(),
                resemblance == null ? null : resemblance.fault().code(),
                resemblance == null ? null : resemblance.cosine());
    }
}

package io.facegate.service.enrolment;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.facegate.vision.quality.FaceQuality;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What was measured about a face. */
@Schema(name = "Quality", description = "What was measured about the face (ISO/IEC 29794-5 names these components)")
public record MeasuredQuality(
        @JsonProperty("inter_eye_distance") @Schema(description = "In pixels", examples = "43.1")
        double interEyeDistance,

        @Schema(description = "Variance of the Laplacian of the aligned face", examples = "310.5")
        double sharpness,

        @Schema(description = "Mean luminance, 0..255", examples = "121.7")
        double brightness,

        @Schema(description = "Standard deviation of the luminance", examples = "48.2")
        double contrast,

        @Schema(description = "Degrees; positive to the right of the picture", examples = "-4.0")
        double yaw,

        @Schema(description = "Degrees; positive downwards", examples = "2.5")
        double pitch,

        @Schema(description = "Degrees; positive clockwise", examples = "1.2")
        double roll) {

    static MeasuredQuality of(FaceQuality quality) {
        return new MeasuredQuality(
                quality.interEyeDistance(),
                quality.sharpness(),
                quality.brightness(),
                quality.contrast(),
                quality.pose().yaw(),
                quality.pose().pitch(),
                quality.pose().roll());
    }
}

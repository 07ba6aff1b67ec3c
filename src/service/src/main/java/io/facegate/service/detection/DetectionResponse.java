package io.facegate.service.detection;

import io.facegate.service.face.FoundFace;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Every face of a picture. */
@Schema(description = "Every face of the picture, the highest score first")
public record DetectionResponse(
        @Schema(description = "Id of the detector", examples = "mtcnn-3f9a2c17")
        String model,

        @Schema(description = "Of the upright picture, in pixels", examples = "800")
        int width,

        @Schema(description = "Of the upright picture, in pixels", examples = "600")
        int height,

        List<FoundFace> faces) {

    static DetectionResponse of(DetectionOutcome.Detected detected) {
        int width = detected.detection().width();
        int height = detected.detection().height();
        return new DetectionResponse(
                detected.model().value(),
                width,
                height,
                detected.detection().faces().stream()
                        .map(face -> FoundFace.of(face, width, height))
                        .toList());
    }
}

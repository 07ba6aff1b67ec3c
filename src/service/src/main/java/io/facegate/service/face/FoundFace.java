package io.facegate.service.face;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.facegate.vision.detection.DetectedFace;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A face of a picture. */
@Schema(description = "A face of the picture, as it is seen upright (after its EXIF orientation)")
public record FoundFace(
        @Schema(description = "The detector's confidence that this is a face, 0..1", examples = "0.9998")
        float score,

        @Schema(description = "In pixels; it reaches beyond the picture where a face is cut off")
        Box box,

        @JsonProperty("normalised_box")
        @Schema(description = "What of the box is within the picture, as shares of its width and height, 0..1")
        Box normalisedBox,

        FaceLandmarks landmarks) {

    /**
     * @param width of the upright picture, in pixels
     * @param height of the upright picture, in pixels
     */
    public static FoundFace of(DetectedFace face, int width, int height) {
        Box box = Box.of(face.box());
        return new FoundFace(face.score(), box, box.within(width, height), FaceLandmarks.of(face.landmarks()));
    }
}

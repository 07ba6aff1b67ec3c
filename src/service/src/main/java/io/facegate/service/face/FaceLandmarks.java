package io.facegate.service.face;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.facegate.vision.landmark.Landmarks;
import io.facegate.vision.landmark.Point;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Five points of a face. */
@Schema(description = "Five points, in pixels. Left and right are the picture's, not the person's")
public record FaceLandmarks(
        @JsonProperty("left_eye") Place leftEye,
        @JsonProperty("right_eye") Place rightEye,
        Place nose,
        @JsonProperty("left_mouth") Place leftMouth,
        @JsonProperty("right_mouth") Place rightMouth) {

    /** A place in the picture, in pixels. */
    @Schema(description = "In pixels; the centre of the first pixel is (0.5, 0.5)")
    public record Place(
            @Schema(examples = "251.3") float x,
            @Schema(examples = "143.9") float y) {
        private static Place of(Point point) {
            return new Place(point.x(), point.y());
        }
    }

    static FaceLandmarks of(Landmarks landmarks) {
        return new FaceLandmarks(
                Place.of(landmarks.leftEye()),
                Place.of(landmarks.rightEye()),
                Place.of(landmarks.nose()),
                Place.of(landmarks.leftMouth()),
                Place.of(landmarks.rightMouth()));
    }
}

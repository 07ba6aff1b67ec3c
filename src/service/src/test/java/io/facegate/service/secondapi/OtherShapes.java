package io.facegate.service.secondapi;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.facegate.service.face.ProbeFace;
import io.facegate.vision.detection.DetectedFace;
import java.util.List;

/** The answers. */
final class OtherShapes {
    private OtherShapes() {}

    /** Everything about pictures is a list, by face. */
    public record Result<T>(List<T> result) {
        static <T> Result<T> of(T only) {
            return new Result<>(List.of(only));
        }
    }

    /** Where a face is, in whole pixels. */
    public record Box(
            float probability,
            @JsonProperty("x_min") int xMin,
            @JsonProperty("y_min") int yMin,
            @JsonProperty("x_max") int xMax,
            @JsonProperty("y_max") int yMax) {
        static Box of(ProbeFace probe) {
            DetectedFace face = probe.face();
            return new Box(
                    face.score(),
                    Math.round(face.box().left()),
                    Math.round(face.box().top()),
                    Math.round(face.box().right()),
                    Math.round(face.box().bottom()));
        }
    }

    /** Who a face may be. */
    public record Recognized(Box box, List<Subject> subjects) {}

    /** Somebody. */
    public record Subject(String subject, float similarity) {}

    /** How much a face is somebody's. */
    public record Verified(Box box, String subject, float similarity) {}

    /** An example of somebody. */
    public record Example(@JsonProperty("image_id") String imageId, String subject) {}
}

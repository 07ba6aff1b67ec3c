package io.facegate.service.face;

import io.facegate.vision.detection.FaceBox;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An axis-parallel box; (0, 0) is the picture's left upper corner. */
@Schema(description = "(0, 0) is the left upper corner of the picture")
public record Box(
        @Schema(examples = "212.4") float left,
        @Schema(examples = "80.1") float top,
        @Schema(examples = "331.9") float right,
        @Schema(examples = "241.7") float bottom) {

    static Box of(FaceBox box) {
        return new Box(box.left(), box.top(), box.right(), box.bottom());
    }

    /** The part of this box within a picture of this size, as shares of the size. */
    Box within(int width, int height) {
        return new Box(share(left, width), share(top, height), share(right, width), share(bottom, height));
    }

    private static float share(float coordinate, int size) {
        return Math.max(0, Math.min(1, coordinate / size));
    }
}

package io.facegate.training.dataset;

import io.facegate.vision.landmark.AlignmentTemplate;
import io.facegate.vision.landmark.Landmarks;
import io.facegate.vision.landmark.Point;

/**
 * How prepared faces are cut out: the network's own crop with a rim around it, so that an augmentation can move, turn
 * and scale a face without reaching beyond the picture. The middle of a prepared crop is what serving would give the
 * network, pixel for pixel.
 *
 * @param faceSize side of the network's crop in pixels
 * @param rim pixels around it, on each side
 */
public record CropGeometry(int faceSize, int rim) {
    /** 112 pixels with 8 around them. */
    public static final CropGeometry DEFAULT = new CropGeometry(112, 8);

    public CropGeometry {
        if (faceSize < 32 || faceSize > 512) {
            throw new IllegalArgumentException("faceSize (%d) must be between 32 and 512".formatted(faceSize));
        }
        if (rim < 0 || rim > faceSize / 2) {
            throw new IllegalArgumentException(
                    "rim (%d) must be between 0 and half of faceSize (%d)".formatted(rim, faceSize));
        }
    }

    /** Side of a prepared crop. */
    public int cropSize() {
        return faceSize + 2 * rim;
    }

    /** Where the network wants the landmarks in its own crop. */
    public AlignmentTemplate faceTemplate() {
        return AlignmentTemplate.arcface(faceSize);
    }

    /** Where the landmarks are in a prepared crop. */
    public AlignmentTemplate cropTemplate() {
        return new AlignmentTemplate(
                cropSize(),
                Landmarks.of(faceTemplate().landmarks().points().stream()
                        .map(point -> new Point(point.x() + rim, point.y() + rim))
                        .toList()));
    }
}

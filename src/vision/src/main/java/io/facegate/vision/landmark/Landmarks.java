package io.facegate.vision.landmark;

import java.util.List;

/**
 * The five points by which faces are aligned. Left and right are the picture's: {@code leftEye} is the eye with the
 * smaller x in an upright face.
 */
public record Landmarks(Point leftEye, Point rightEye, Point nose, Point leftMouth, Point rightMouth) {
    /** In the order of the record, which is the order of detector outputs and of alignment templates. */
    public List<Point> points() {
        return List.of(leftEye, rightEye, nose, leftMouth, rightMouth);
    }

    /** The inverse of {@link #points()}. */
    public static Landmarks of(List<Point> points) {
        if (points.size() != 5) {
            throw new IllegalArgumentException("points (%d) must be five".formatted(points.size()));
        }
        return new Landmarks(points.get(0), points.get(1), points.get(2), points.get(3), points.get(4));
    }
}

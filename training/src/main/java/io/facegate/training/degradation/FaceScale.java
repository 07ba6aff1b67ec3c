package io.facegate.training.degradation;

import io.facegate.vision.landmark.Landmarks;
import io.facegate.vision.landmark.Point;

/**
 * How large a face is, so that a strength means the same in every picture.
 *
 * @param eyeDistance in pixels of the picture
 */
record FaceScale(double eyeDistance) {
    /** In ArcFace's crop of 112 pixels. */
    private static final double EYES_IN_A_CROP = 35.24;

    static FaceScale of(Landmarks face) {
        return new FaceScale(distance(face.leftEye(), face.rightEye()));
    }

    private static double distance(Point one, Point other) {
        return Math.hypot(other.x() - one.x(), other.y() - one.y());
    }

    /** Pixels of the picture to a pixel of a crop of 112. */
    double pixels() {
        return eyeDistance / EYES_IN_A_CROP;
    }
}

package io.facegate.training.evaluation;

import io.facegate.vision.detection.DetectedFace;
import io.facegate.vision.detection.FaceChoice;
import java.util.Comparator;
import java.util.List;

/** A rule that takes one of several faces of a picture. */
public enum FaceRule {
    /** {@link FaceChoice#MAIN}, which everything here goes by. */
    MAIN {
        @Override
        DetectedFace from(List<DetectedFace> faces, int width, int height) {
            return FaceChoice.MAIN.from(faces, width, height).get(0);
        }
    },
    /** The one whose box is nearest to the picture's centre, which is whom LFW's pictures name. */
    CENTRAL {
        @Override
        DetectedFace from(List<DetectedFace> faces, int width, int height) {
            return faces.stream()
                    .min(Comparator.comparingDouble(face -> Math.hypot(
                            face.box().left() + face.box().right() - width,
                            face.box().top() + face.box().bottom() - height)))
                    .orElseThrow();
        }
    },
    /** {@link FaceChoice#LARGEST}. */
    LARGEST {
        @Override
        DetectedFace from(List<DetectedFace> faces, int width, int height) {
            return FaceChoice.LARGEST.from(faces, width, height).get(0);
        }
    };

    /**
     * @param faces at least one
     * @param width of their picture, in pixels
     * @param height of their picture, in pixels
     */
    abstract DetectedFace from(List<DetectedFace> faces, int width, int height);
}

package io.facegate.vision.quality;

import io.facegate.vision.landmark.Landmarks;
import io.facegate.vision.landmark.Point;

/**
 * Head pose estimated from five landmarks, in degrees; 0, 0, 0 looks straight into the camera.
 *
 * <p>Five points say little about depth, so this takes an average head: a nose tip that stands out by 0.55 of the
 * distance between the eyes, and eyes and mouth 1.15 of it apart. Good enough to refuse a profile, not to measure one.
 *
 * @param yaw positive when the nose points to the right of the picture
 * @param pitch positive when the nose points down
 * @param roll positive when the head is turned clockwise in the picture
 */
public record HeadPose(double yaw, double pitch, double roll) {
    private static final double NOSE_DEPTH = 0.55;
    private static final double EYES_TO_MOUTH = 1.15;
    /** Where the nose tip of a frontal face lies on the way from the eyes to the mouth; from the ArcFace template. */
    private static final double FRONTAL_NOSE_HEIGHT = 0.494;

    public static HeadPose of(Landmarks landmarks) {
        Point left = landmarks.leftEye();
        Point right = landmarks.rightEye();
        double eyesX = (double) right.x() - left.x();
        double eyesY = (double) right.y() - left.y();
        double squared = eyesX * eyesX + eyesY * eyesY;
        double alongEyes =
                ((landmarks.nose().x() - left.x()) * eyesX + (landmarks.nose().y() - left.y()) * eyesY) / squared;
        double yaw = Math.atan((alongEyes - 0.5) / NOSE_DEPTH);

        double toNose = belowEyes(landmarks.nose(), left, eyesX, eyesY);
        double toMouth = (belowEyes(landmarks.leftMouth(), left, eyesX, eyesY)
                        + belowEyes(landmarks.rightMouth(), left, eyesX, eyesY))
                / 2;
        double pitch = Math.atan((toNose / toMouth - FRONTAL_NOSE_HEIGHT) * EYES_TO_MOUTH / NOSE_DEPTH);
        return new HeadPose(Math.toDegrees(yaw), Math.toDegrees(pitch), Math.toDegrees(Math.atan2(eyesY, eyesX)));
    }

    /** In a picture that is turned clockwise by so many degrees; the roll is then from -180 to 180. */
    HeadPose turned(int degrees) {
        return degrees == 0 ? this : new HeadPose(yaw, pitch, Math.IEEEremainder(roll + degrees, 360));
    }

    /** Distance from the line through the eyes, in units of its direction vector's length. */
    private static double belowEyes(Point point, Point eye, double eyesX, double eyesY) {
        return eyesX * (point.y() - eye.y()) - eyesY * (point.x() - eye.x());
    }
}

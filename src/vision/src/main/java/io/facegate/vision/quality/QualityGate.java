package io.facegate.vision.quality;

import java.util.ArrayList;
import java.util.List;

/**
 * The least that a face must offer.
 *
 * @param minimumInterEyeDistance pixels
 * @param minimumSharpness variance of the Laplacian
 * @param minimumBrightness mean luminance, 0..255
 * @param maximumBrightness mean luminance, 0..255
 * @param minimumContrast standard deviation of the luminance
 * @param maximumYaw degrees to either side
 * @param maximumPitch degrees up or down
 * @param maximumRoll degrees to either side; alignment turns the face back, so this only refuses lying heads
 */
public record QualityGate(
        double minimumInterEyeDistance,
        double minimumSharpness,
        double minimumBrightness,
        double maximumBrightness,
        double minimumContrast,
        double maximumYaw,
        double maximumPitch,
        double maximumRoll) {

    /** Every defect of the face; none means that it passes. */
    public List<QualityDefect> defects(FaceQuality quality) {
        List<QualityDefect> defects = new ArrayList<>();
        if (quality.interEyeDistance() < minimumInterEyeDistance) {
            defects.add(QualityDefect.FACE_TOO_SMALL);
        }
        if (quality.sharpness() < minimumSharpness) {
            defects.add(QualityDefect.TOO_BLURRED);
        }
        if (quality.brightness() < minimumBrightness) {
            defects.add(QualityDefect.TOO_DARK);
        }
        if (quality.brightness() > maximumBrightness) {
            defects.add(QualityDefect.TOO_BRIGHT);
        }
        if (quality.contrast() < minimumContrast) {
            defects.add(QualityDefect.LOW_CONTRAST);
        }
        HeadPose pose = quality.pose();
        if (Math.abs(pose.yaw()) > maximumYaw
                || Math.abs(pose.pitch()) > maximumPitch
                || Math.abs(pose.roll()) > maximumRoll) {
            defects.add(QualityDefect.WRONG_POSE);
        }
        return List.copyOf(defects);
    }
}

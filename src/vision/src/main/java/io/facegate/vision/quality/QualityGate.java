package io.facegate.vision.quality;

import java.util.ArrayList;
import java.util.List;

/**
 * The least that a face must offer.
 *
 * @param minimumInterEyeDistance pixels
 * @param detail how fine and clean the face must be
 * @param minimumBrightness mean luminance, 0..255
 * @param maximumBrightness mean luminance, 0..255
 * @param minimumContrast standard deviation of the luminance
 * @param pose how far the head may be turned
 */
public record QualityGate(
        double minimumInterEyeDistance,
        DetailLimits detail,
        double minimumBrightness,
        double maximumBrightness,
        double minimumContrast,
        PoseLimits pose) {

    /** What is asked of a face that is to be decided by, where nobody says otherwise. */
    public static final QualityGate DECISIONS =
            new QualityGate(20, new DetailLimits(30, 2.5, 50, 0.35), 40, 220, 15, new PoseLimits(60, 55, 65));

    /**
     * Two different people resemble each other in pictures that lack this, since such pictures lie close together in the
     * space of embeddings.
     *
     * @param minimumSharpness variance of the Laplacian without noise
     * @param maximumNoise standard deviation, in grey levels
     * @param minimumGreyLevels 1..256
     * @param maximumFlatShare 0..1
     */
    public record DetailLimits(
            double minimumSharpness, double maximumNoise, double minimumGreyLevels, double maximumFlatShare) {}

    /**
     * @param maximumYaw degrees to either side
     * @param maximumPitch degrees up or down
     * @param maximumRoll degrees to either side; alignment turns the face back, so this only refuses lying heads
     */
    public record PoseLimits(double maximumYaw, double maximumPitch, double maximumRoll) {
        /** Allows so many degrees more of each. */
        public PoseLimits widened(double degrees) {
            return new PoseLimits(maximumYaw + degrees, maximumPitch + degrees, maximumRoll + degrees);
        }
    }

    public QualityGate withPose(PoseLimits newPose) {
        return new QualityGate(
                minimumInterEyeDistance, detail, minimumBrightness, maximumBrightness, minimumContrast, newPose);
    }

    /** Every defect of the face; none means that it passes. */
    public List<QualityDefect> defects(FaceQuality quality) {
        HeadPose head = quality.pose();
        Defects defects = new Defects();
        defects.add(QualityDefect.FACE_TOO_SMALL, quality.interEyeDistance() < minimumInterEyeDistance);
        defects.add(QualityDefect.TOO_BLURRED, quality.sharpness() < detail.minimumSharpness());
        defects.add(QualityDefect.TOO_NOISY, quality.noise() > detail.maximumNoise());
        defects.add(QualityDefect.TOO_FEW_GREY_LEVELS, quality.greyLevels() < detail.minimumGreyLevels());
        defects.add(QualityDefect.PIXELATED, quality.flatShare() > detail.maximumFlatShare());
        defects.add(QualityDefect.TOO_DARK, quality.brightness() < minimumBrightness);
        defects.add(QualityDefect.TOO_BRIGHT, quality.brightness() > maximumBrightness);
        defects.add(QualityDefect.LOW_CONTRAST, quality.contrast() < minimumContrast);
        defects.add(
                QualityDefect.WRONG_POSE,
                Math.abs(head.yaw()) > pose.maximumYaw()
                        || Math.abs(head.pitch()) > pose.maximumPitch()
                        || Math.abs(head.roll()) > pose.maximumRoll());
        Resemblance resemblance = quality.resemblance();
        if (resemblance != null) {
            defects.add(resemblance.fault().defect(), resemblance.tooMuch());
        }
        return List.copyOf(defects.found);
    }

    private static final class Defects {
        private final List<QualityDefect> found = new ArrayList<>();

        void add(QualityDefect defect, boolean there) {
            if (there && !found.contains(defect)) {
                found.add(defect);
            }
        }
    }
}

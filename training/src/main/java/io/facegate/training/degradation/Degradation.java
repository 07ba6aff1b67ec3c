package io.facegate.training.degradation;

import io.facegate.vision.alignment.FaceCrop;
import io.facegate.vision.image.RgbImage;
import io.facegate.vision.landmark.Landmarks;
import io.facegate.vision.quality.PictureFault;
import java.util.Locale;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A fault of a stated strength. The same picture and seed give the same result. What a strength is:
 *
 * <ul>
 *   <li>{@code noise}: standard deviation of normal noise in each channel, in grey levels
 *   <li>{@code blur}: standard deviation of a Gaussian, in pixels of a crop of 112
 *   <li>{@code dither}: grey levels, with the diffusion of Floyd and Steinberg (1976)
 *   <li>{@code posterisation}: grey levels, without
 *   <li>{@code darkness}: share of the light that is left
 *   <li>{@code smallness}: distance between the eyes in the small picture, in pixels
 *   <li>{@code pixelation}: side of a square, in pixels of a crop of 112
 *   <li>{@code compression}: JPEG quality of OpenCV, 1 to 100, with halved colour
 *   <li>{@code covered_mouth}: 1 covers the face from the nose to the chin; less, as much less of it each way
 *   <li>{@code covered_eyes}: height of the bar, as a share of 0.7 of the distance between the eyes
 * </ul>
 */
public record Degradation(PictureFault fault, double strength) {
    public Degradation {
        if (!(strength > 0 && strength < 1000)) {
            throw new IllegalArgumentException("strength (%s) must be above 0 and below 1000".formatted(strength));
        }
    }

    /**
     * Changes a picture.
     *
     * @param face where the face is in it
     * @param seed of what is random
     */
    public void applyTo(RgbImage picture, Landmarks face, long seed) {
        applyTo(picture.mat(), face, seed);
    }

    /**
     * A changed copy.
     *
     * @param face where the crop has the landmarks: the template's
     * @param seed of what is random
     */
    public FaceCrop of(FaceCrop crop, Landmarks face, long seed) {
        byte[] changed = new byte[crop.rgb().length];
        try (Mat mat = new Mat(crop.size(), crop.size(), opencv_core.CV_8UC3)) {
            mat.data().put(crop.rgb(), 0, changed.length);
            applyTo(mat, face, seed);
            mat.data().get(changed);
        }
        return new FaceCrop(crop.size(), changed);
    }

    private void applyTo(Mat rgb, Landmarks face, long seed) {
        FaceScale scale = FaceScale.of(face);
        switch (fault) {
            case NOISE -> Sensor.noise(rgb, strength, seed);
            case BLUR -> Sensor.blur(rgb, strength * scale.pixels());
            case DARKNESS -> Sensor.darken(rgb, strength);
            case DITHER -> GreyLevels.reduce(rgb, (int) strength, true);
            case POSTERISATION -> GreyLevels.reduce(rgb, (int) strength, false);
            case SMALLNESS -> Resolution.reduce(rgb, scale.eyeDistance() / strength, false);
            case PIXELATION -> Resolution.reduce(rgb, strength * scale.pixels(), true);
            case COMPRESSION -> Resolution.compress(rgb, (int) strength);
            case COVERED_MOUTH -> Cover.mouth(rgb, face, strength, seed);
            case COVERED_EYES -> Cover.eyes(rgb, face, strength, seed);
        }
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s %s", fault.code(), number());
    }

    /** The strength without zeros that say nothing. */
    private String number() {
        return strength == Math.rint(strength) ? String.valueOf((long) strength) : String.valueOf(strength);
    }
}

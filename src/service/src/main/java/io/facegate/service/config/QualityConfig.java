package io.facegate.service.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The least that a face must offer to be enrolled, in the measures of {@code FaceQuality}. */
@ConfigMapping(prefix = "facegate.quality")
public interface QualityConfig {
    /** Distance between the eyes, in pixels; below it: face_too_small. Default: 20. */
    @WithDefault("20")
    double minimumInterEyeDistance();

    /** Variance of the Laplacian of the aligned face; below it: too_blurred. Default: 20. */
    @WithDefault("20")
    double minimumSharpness();

    /** Mean luminance, 0..255; below it: too_dark. Default: 40. */
    @WithDefault("40")
    double minimumBrightness();

    /** Mean luminance, 0..255; above it: too_bright. Default: 220. */
    @WithDefault("220")
    double maximumBrightness();

    /** Standard deviation of the luminance; below it: low_contrast. Default: 15. */
    @WithDefault("15")
    double minimumContrast();

    /** Degrees to either side; above it: wrong_pose. Default: 40. */
    @WithDefault("40")
    double maximumYaw();

    /** Degrees up or down; above it: wrong_pose. Default: 35. */
    @WithDefault("35")
    double maximumPitch();

    /** Degrees that the head leans to either side; above it: wrong_pose. Default: 45. */
    @WithDefault("45")
    double maximumRoll();
}

package io.facegate.service.config;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The least that a face must offer to be enrolled, and to be decided by, in the measures of {@code FaceQuality}. */
@RegisterForReflection
@ConfigMapping(prefix = "facegate.quality")
public interface QualityConfig {
    /** Distance between the eyes, in pixels; below it: face_too_small. Default: 20. */
    @WithDefault("20")
    @Range(from = 0)
    double minimumInterEyeDistance();

    /** Variance of the Laplacian of the aligned face, without what noise adds; below it: too_blurred. Default: 30. */
    @WithDefault("30")
    @Range(from = 0)
    double minimumSharpness();

    /** Standard deviation of the aligned face's noise, in grey levels; above it: too_noisy. Default: 2.5. */
    @WithDefault("2.5")
    @Range(from = 0)
    double maximumNoise();

    /** Grey levels that the aligned face uses, 1..256; below it: too_few_grey_levels. Default: 50. */
    @WithDefault("50")
    @Range(from = 0, to = 256)
    double minimumGreyLevels();

    /** Share of the aligned face's pixels that add nothing to those around them, 0..1; above it: pixelated. Default: 0.35. */
    @WithDefault("0.35")
    @Range(from = 0, to = 1)
    double maximumFlatShare();

    /** Mean luminance, 0..255; below it: too_dark. Default: 40. */
    @WithDefault("40")
    @Range(from = 0, to = 255)
    @AtMost("maximumBrightness")
    double minimumBrightness();

    /** Mean luminance, 0..255; above it: too_bright. Default: 220. */
    @WithDefault("220")
    @Range(from = 0, to = 255)
    double maximumBrightness();

    /** Standard deviation of the luminance; below it: low_contrast. Default: 15. */
    @WithDefault("15")
    @Range(from = 0, to = 255)
    double minimumContrast();

    /** Degrees to either side; above it: wrong_pose. Default: 40. */
    @WithDefault("40")
    @Range(from = 0, to = 180)
    double maximumYaw();

    /** Degrees up or down; above it: wrong_pose. Default: 35. */
    @WithDefault("35")
    @Range(from = 0, to = 180)
    double maximumPitch();

    /** Degrees that the head leans to either side; above it: wrong_pose. Default: 45. */
    @WithDefault("45")
    @Range(from = 0, to = 180)
    double maximumRoll();

    /**
     * Whether a face that isn't good enough is refused before it is enrolled. A gallery may say otherwise. Default: true.
     */
    @WithDefault("true")
    boolean atEnrolment();

    /**
     * Whether it is refused before somebody is verified by it: different people resemble each other in bad pictures. A
     * gallery may say otherwise. Default: true.
     */
    @WithDefault("true")
    boolean atVerification();

    /** Whether it is refused before anybody is looked for by it. A gallery may say otherwise. Default: true. */
    @WithDefault("true")
    boolean atIdentification();

    /** Whether it is refused before it is compared, by /compare and /v1/compare. Default: true. */
    @WithDefault("true")
    boolean atComparison();

    /** Degrees that a face to be decided by may be turned further, each way, than one to be enrolled. Default: 20. */
    @WithDefault("20")
    @Range(from = 0, to = 180)
    double decisionPoseTolerance();
}

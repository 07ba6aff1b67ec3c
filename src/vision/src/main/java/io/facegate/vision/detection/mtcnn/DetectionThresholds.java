package io.facegate.vision.detection.mtcnn;

/**
 * The score from which each stage of the cascade believes in a face, above 0 and below 1. Lower finds more faces, and
 * more of what is none; the early stages only save work for the later ones.
 *
 * @param proposal P-Net
 * @param refinement R-Net
 * @param output O-Net
 */
public record DetectionThresholds(float proposal, float refinement, float output) {
    public static final DetectionThresholds DEFAULT = new DetectionThresholds(0.6f, 0.7f, 0.8f);

    public DetectionThresholds {
        check("proposal", proposal);
        check("refinement", refinement);
        check("output", output);
    }

    private static void check(String name, float threshold) {
        if (!(threshold > 0 && threshold < 1)) {
            throw new IllegalArgumentException("%s (%s) must be above 0 and below 1".formatted(name, threshold));
        }
    }
}

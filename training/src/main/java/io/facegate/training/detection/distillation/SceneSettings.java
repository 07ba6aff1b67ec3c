package io.facegate.training.detection.distillation;

/**
 * How scenes are pasted together.
 *
 * @param side of a scene, in pixels
 * @param smallest longer side of the smallest pasted pieces, in pixels
 * @param largest longer side of the largest; sizes between are drawn evenly on a logarithmic scale
 * @param coverage area of all pieces together, in scenes; more than 1 covers pieces by others
 */
public record SceneSettings(int side, int smallest, int largest, double coverage) {
    public SceneSettings {
        DetectorSettings.require(side >= 48, "side (%s) must be at least 48", side);
        DetectorSettings.require(smallest >= 8, "smallest (%s) must be at least 8", smallest);
        DetectorSettings.require(largest > smallest, "largest (%s) must be more than smallest", largest);
        DetectorSettings.require(coverage > 0, "coverage (%s) must be positive", coverage);
    }
}

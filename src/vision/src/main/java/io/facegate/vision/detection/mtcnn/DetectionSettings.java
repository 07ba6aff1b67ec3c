package io.facegate.vision.detection.mtcnn;

/**
 * What to search for in a picture, and at what cost.
 *
 * @param minimumFace side of the smallest face to search for, in pixels, at least {@value #SMALLEST_FACE}. Twice the
 *     size is a quarter of the work.
 * @param pyramidFactor size of a pyramid level relative to the one before, above 0 and below 1. Nearer to 1 finds more
 *     and costs more; the default halves the area.
 * @param thresholds of the three stages
 * @param maximumPyramidPixels pixels of all pyramid levels together, which bounds the memory and time of a detection:
 *     about 60 bytes for each beside the picture itself. A picture that would need more is searched for larger faces only: see {@link #minimumFaceIn}.
 */
public record DetectionSettings(
        float minimumFace, float pyramidFactor, DetectionThresholds thresholds, long maximumPyramidPixels) {

    /** Side of the window that the first network looks at; smaller faces can't be found. */
    public static final int SMALLEST_FACE = 12;

    /** Faces from 40 pixels on, in pictures of up to 44 megapixels. */
    public static final DetectionSettings DEFAULT =
            new DetectionSettings(40, 0.709f, DetectionThresholds.DEFAULT, 8_000_000);

    public DetectionSettings {
        if (!(minimumFace >= SMALLEST_FACE && minimumFace < Float.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "minimumFace (%s) must be a number of pixels, at least %d".formatted(minimumFace, SMALLEST_FACE));
        }
        if (!(pyramidFactor > 0 && pyramidFactor < 1)) {
            throw new IllegalArgumentException(
                    "pyramidFactor (%s) must be above 0 and below 1".formatted(pyramidFactor));
        }
        if (maximumPyramidPixels < 1) {
            throw new IllegalArgumentException(
                    "maximumPyramidPixels (%d) must be positive".formatted(maximumPyramidPixels));
        }
    }

    public DetectionSettings withMinimumFace(float newMinimumFace) {
        return new DetectionSettings(newMinimumFace, pyramidFactor, thresholds, maximumPyramidPixels);
    }

    /** The number of levels without the finest of which the smallest face is nearest to twice as large, as a size. */
    float coarsening() {
        long levels = Math.max(1, Math.round(Math.log(0.5) / Math.log(pyramidFactor)));
        return (float) Math.pow(pyramidFactor, -levels);
    }

    /**
     * The smallest face that a picture of this size is really searched for: {@link #minimumFace}, or more if the
     * pyramid would have too many pixels or levels otherwise. The smallest faces are given up rather than the largest:
     * who is in front of a camera is large.
     *
     * @param maximumLevels of the model
     */
    public float minimumFaceIn(int width, int height, int maximumLevels) {
        // level i has area * (window / minimumFace)^2 * factor^(2 i) pixels: a geometric series
        double area = (double) width * height;
        double areaRatio = (double) pyramidFactor * pyramidFactor;
        double forPixels = SMALLEST_FACE * Math.sqrt(area / (maximumPyramidPixels * (1 - areaRatio)));
        // on the last level, the shorter side must be down to a window
        double forLevels = Math.min(width, height) * Math.pow(pyramidFactor, maximumLevels);
        return (float) Math.max(minimumFace, Math.max(forPixels, forLevels));
    }
}

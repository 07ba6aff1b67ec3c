package io.facegate.vision.landmark;

import java.util.Objects;

/**
 * Where an embedder expects the five landmarks in its square crop. It is part of the model's contract: a model is only
 * as good as its alignment.
 *
 * @param cropSize side of the crop in pixels
 * @param landmarks in crop coordinates; as everywhere, the centre of pixel (0, 0) is (0.5, 0.5)
 */
public record AlignmentTemplate(int cropSize, Landmarks landmarks) {
    /**
     * The five points of ArcFace (Deng et al. 2019), published for a crop of 112 pixels with pixel centres at whole
     * numbers, scaled to other sizes.
     */
    public static AlignmentTemplate arcface(int cropSize) {
        return new AlignmentTemplate(
                cropSize,
                new Landmarks(
                        arcfacePoint(38.2946f, 51.6963f, cropSize),
                        arcfacePoint(73.5318f, 51.5014f, cropSize),
                        arcfacePoint(56.0252f, 71.7366f, cropSize),
                        arcfacePoint(41.5493f, 92.3655f, cropSize),
                        arcfacePoint(70.7299f, 92.2041f, cropSize)));
    }

    private static Point arcfacePoint(float x, float y, int cropSize) {
        float scale = cropSize / 112f;
        return new Point((x + 0.5f) * scale, (y + 0.5f) * scale);
    }

    public AlignmentTemplate {
        Objects.requireNonNull(landmarks, "landmarks are missing"); // JSON may leave them out
        if (cropSize < 16 || cropSize > 1024) {
            throw new IllegalArgumentException("cropSize (%d) must be between 16 and 1024".formatted(cropSize));
        }
    }
}

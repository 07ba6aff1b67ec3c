package io.facegate.vision.image;

/**
 * What a picture may cost at most. All of it is checked from the header, before pixels are allocated.
 *
 * @param maximumBytes encoded size in bytes
 * @param maximumPixels width x height
 * @param minimumSide shortest side accepted, in pixels
 * @param maximumSide longest side accepted, in pixels
 */
public record ImageLimits(long maximumBytes, long maximumPixels, int minimumSide, int maximumSide) {
    /** 10 MiB, 40 megapixels, sides of 16 to 16,384 pixels. */
    public static final ImageLimits DEFAULT = new ImageLimits(10L << 20, 40_000_000, 16, 16_384);

    public ImageLimits {
        if (maximumBytes < 1 || maximumPixels < 1 || minimumSide < 1 || maximumSide < minimumSide) {
            throw new IllegalArgumentException(
                    "maximumBytes (%d), maximumPixels (%d), minimumSide (%d) and maximumSide (%d) must be positive, and minimumSide at most maximumSide"
                            .formatted(maximumBytes, maximumPixels, minimumSide, maximumSide));
        }
    }

    /**
     * @param width in pixels, as a header announces it
     * @param height in pixels, as a header announces it
     * @throws PictureRejectedException if that is beyond a limit
     */
    void check(long width, long height) {
        if (Math.min(width, height) < minimumSide || Math.max(width, height) > maximumSide) {
            throw new PictureRejectedException(
                    Rejection.IMAGE_SIDE_OUT_OF_RANGE,
                    "The picture is %d x %d pixels; each side must have %d to %d."
                            .formatted(width, height, minimumSide, maximumSide));
        }
        if (width * height > maximumPixels) {
            throw new PictureRejectedException(
                    Rejection.IMAGE_TOO_MANY_PIXELS,
                    "The picture is %d x %d = %d pixels; at most %d are allowed."
                            .formatted(width, height, width * height, maximumPixels));
        }
    }
}

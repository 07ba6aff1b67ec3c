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
}

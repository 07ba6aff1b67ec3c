package io.facegate.vision.detection;

/**
 * What a picture is looked at again for, and at what cost at most.
 *
 * @param maximumPixels of the picture as it is looked at again, border included; a larger one is made smaller first, since whoever was
 *     missed because of how they stand in the picture is large in it. 0: nothing is looked at again
 * @param minimumScore of a face that only a second look found, 0 to 1: more looks would find more of what is none
 * @param sureScore from this score of the first look on, 0 to 1, nobody asks whether the face is upside down
 */
public record SecondLook(long maximumPixels, float minimumScore, float sureScore) {
    /** Up to a megapixel. */
    public static final SecondLook DEFAULT = new SecondLook(1_000_000, 0.9f, 0.99f);

    /** A picture is looked at once. */
    public static final SecondLook NONE = new SecondLook(0, 1, 0);

    public SecondLook {
        if (maximumPixels < 0) {
            throw new IllegalArgumentException("maximumPixels (%d) must not be negative".formatted(maximumPixels));
        }
    }

    public SecondLook withMaximumPixels(long newMaximumPixels) {
        return newMaximumPixels == 0 ? NONE : new SecondLook(newMaximumPixels, minimumScore, sureScore);
    }
}

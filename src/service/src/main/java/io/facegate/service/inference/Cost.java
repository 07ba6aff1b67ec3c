package io.facegate.service.inference;

import io.facegate.vision.detection.FaceChoice;
import io.facegate.vision.image.AnnouncedSize;
import java.util.List;

/**
 * What a computation is expected to take, told before it: detecting and decoding go with the pixels that are looked at. A
 * picture of less than a megapixel costs 1, which is some 35 ms of a processor, and each megapixel 1 more; a large JPEG of
 * which the main face is wanted is looked at in a smaller size, and costs 2, and each 16 megapixels 1 more.
 *
 * @param units 1 or more
 * @param risk what it may take where that look settles nothing: units, of which half are counted, since few need them
 */
public record Cost(int units, int risk) {
    static final Cost LEAST = new Cost(1);

    private static final long PIXELS_OF_A_UNIT = 1_000_000;
    private static final long PIXELS_OF_A_UNIT_SEEN_COARSELY = 16_000_000;

    /** From which the pipeline decodes a JPEG in a smaller size. */
    private static final long LARGE = 3_000_000;

    public Cost {
        if (units < 1 || risk < units) {
            throw new IllegalArgumentException(
                    "units (%d) must be positive, and risk (%d) not less".formatted(units, risk));
        }
    }

    Cost(int units) {
        this(units, units);
    }

    /**
     * Of pictures that are worked on together. What a header claims and the bytes can't hold costs nothing, since it is
     * refused before a pixel is made.
     *
     * @param choice of the faces that are wanted
     * @param maximumPixels of a picture; one that claims more is refused at once
     */
    public static Cost of(List<byte[]> pictures, FaceChoice choice, long maximumPixels) {
        int units = 0;
        int risk = 0;
        for (byte[] picture : pictures) {
            long pixels = AnnouncedSize.pixels(picture);
            Cost one = pixels > maximumPixels ? LEAST : of(picture, pixels, choice);
            units += one.units;
            risk += one.risk;
        }
        return pictures.isEmpty() ? LEAST : new Cost(units, risk);
    }

    private static Cost of(byte[] picture, long pixels, FaceChoice choice) {
        int megapixels = (int) (pixels / PIXELS_OF_A_UNIT);
        if (pixels < LARGE || !choice.isOfTheMostProminent() || !AnnouncedSize.isReducible(picture)) {
            return new Cost(1 + megapixels);
        }
        int units = 2 + (int) (pixels / PIXELS_OF_A_UNIT_SEEN_COARSELY);
        return new Cost(units, Math.max(units, 1 + megapixels / 2));
    }
}

package io.facegate.service.inference;

import io.facegate.vision.image.AnnouncedSize;
import java.util.List;

/**
 * What a computation is expected to take, told before it: detecting and decoding go with the pixels. A picture of less
 * than a megapixel costs 1, which is some 35 ms of a processor, and each megapixel 1 more.
 *
 * @param units 1 or more
 */
public record Cost(int units) {
    static final Cost LEAST = new Cost(1);

    private static final long PIXELS_OF_A_UNIT = 1_000_000;

    public Cost {
        if (units < 1) {
            throw new IllegalArgumentException("units (%d) must be positive".formatted(units));
        }
    }

    /**
     * Of pictures that are worked on together. What a header claims and the bytes can't hold costs nothing, since it is
     * refused before a pixel is made.
     *
     * @param maximumPixels of a picture; one that claims more is refused at once
     */
    public static Cost of(List<byte[]> pictures, long maximumPixels) {
        int units = 0;
        for (byte[] picture : pictures) {
            long pixels = AnnouncedSize.pixels(picture);
            units += pixels > maximumPixels ? 1 : 1 + (int) (pixels / PIXELS_OF_A_UNIT);
        }
        return new Cost(Math.max(1, units));
    }
}

package io.facegate.vision.image;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the frame header of a JPEG says, and how much of its pixels the scans have brought so far.
 *
 * @param progressive whether coefficients come in several scans
 */
record JpegFrame(int width, int height, boolean progressive, List<Component> components) {
    static final int COEFFICIENTS = 64;
    private static final int BLOCK = 8;

    JpegFrame {
        components = List.copyOf(components);
    }

    /** A channel, of which only every second or so pixel may be stored. */
    static final class Component {
        private final int id;
        private final int horizontal;
        private final int vertical;
        private final int[] missingBits = new int[COEFFICIENTS];
        private long @Nullable [] nonZero;

        Component(int id, int horizontal, int vertical) {
            this.id = id;
            this.horizontal = horizontal;
            this.vertical = vertical;
            Arrays.fill(missingBits, -1);
        }

        int id() {
            return id;
        }

        /** Of a data unit of several channels. */
        int blocksOfUnit() {
            return horizontal * vertical;
        }

        /** A scan brought these coefficients, but for so many of their lowest bits. */
        void came(int first, int last, int bits) {
            Arrays.fill(missingBits, first, last + 1, bits);
        }

        boolean complete() {
            return Arrays.stream(missingBits).allMatch(bits -> bits == 0);
        }

        /** For each block, which coefficients are known not to be zero: a bit for each. */
        long[] nonZero(int blocks) {
            if (nonZero == null) {
                nonZero = new long[blocks];
            }
            return nonZero;
        }
    }

    int unitsWide() {
        return parts(width, BLOCK * most(true));
    }

    int unitsHigh() {
        return parts(height, BLOCK * most(false));
    }

    /** In a scan of this channel alone. */
    int blocksWide(Component component) {
        return parts(parts(width * component.horizontal, most(true)), BLOCK);
    }

    /** In a scan of this channel alone. */
    int blocksHigh(Component component) {
        return parts(parts(height * component.vertical, most(false)), BLOCK);
    }

    private int most(boolean horizontal) {
        return components.stream()
                .mapToInt(component -> horizontal ? component.horizontal : component.vertical)
                .max()
                .orElse(1);
    }

    private static int parts(int whole, int part) {
        return (whole + part - 1) / part;
    }

    boolean complete() {
        return components.stream().allMatch(Component::complete);
    }
}

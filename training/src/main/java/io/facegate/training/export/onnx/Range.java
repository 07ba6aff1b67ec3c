package io.facegate.training.export.onnx;

/**
 * Between which values an operation's answers lie, and what they are in 8 bits: {@code value = step * (bits - zero)}.
 *
 * @param low 0 or less: what isn't there is 0, and must be exact
 * @param high 0 or more
 */
record Range(float low, float high) {
    private static final int LARGEST = 255;

    Range {
        low = Math.min(0, low);
        high = Math.max(0, high);
    }

    float step() {
        return high > low ? (high - low) / LARGEST : 1;
    }

    /** From 0 to 255. */
    int zero() {
        return Math.round(-low / step());
    }
}

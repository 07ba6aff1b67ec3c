package io.facegate.training.export.onnx;

/** How many of the 8 bits of a weight are used. */
public enum WeightBits {
    /**
     * Embeddings are the same on every processor. One that adds two products of 8 bits in 16 (any x86 without VNNI) would
     * saturate else.
     */
    SEVEN(64),

    /** Embeddings are nearer to those of float32 on processors with VNNI, and others without it. */
    EIGHT(127);

    private final int largest;

    WeightBits(int largest) {
        this.largest = largest;
    }

    /** What the largest weight of an output becomes: twice 255 times 64 is less than 2^15. */
    int largest() {
        return largest;
    }
}

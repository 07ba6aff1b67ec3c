package io.facegate.training.weights.onnx;

import java.util.List;

/**
 * A shape, an axis or an index: known while the graph is built, except for the size of the batch.
 *
 * @param values each a number or {@link #BATCH}
 * @param scalar one number without an axis; else a vector
 */
record Integers(List<Long> values, boolean scalar) implements Value {
    /** Stands for the size of the batch, which only a run decides. */
    static final long BATCH = Long.MIN_VALUE;

    Integers {
        values = List.copyOf(values);
    }

    static Integers vector(List<Long> values) {
        return new Integers(values, false);
    }
}

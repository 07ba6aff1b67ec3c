package io.facegate.training.network;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;

/** L2 normalisation: embeddings are directions, compared by their cosine. */
public final class UnitVectors {
    /** Keeps a vector of zeros from becoming NaN. */
    private static final float SMALLEST_SQUARE = 1e-12f;

    private UnitVectors() {}

    /**
     * @param vectors {@code [N, D]}
     * @return {@code [N, D]}, each row of length 1
     */
    public static Operand<TFloat32> of(Ops tf, Operand<TFloat32> vectors) {
        Operand<TFloat32> squares =
                tf.reduceSum(tf.math.square(vectors), tf.constant(new int[] {1}), ReduceSum.keepDims(true));
        return tf.math.mul(vectors, tf.math.rsqrt(tf.math.maximum(squares, tf.constant(SMALLEST_SQUARE))));
    }
}

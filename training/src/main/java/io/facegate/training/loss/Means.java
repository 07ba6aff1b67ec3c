package io.facegate.training.loss;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/** Means over a part of a tensor. */
final class Means {
    private Means() {}

    /** The mean of the values where the mask is 1; 0, with no gradient, where it is 0 everywhere. */
    static Operand<TFloat32> over(Ops tf, Operand<TFloat32> mask, Operand<TFloat32> values) {
        return tf.math.divNoNan(sum(tf, tf.math.mul(values, mask)), sum(tf, mask));
    }

    static Operand<TFloat32> sum(Ops tf, Operand<TFloat32> values) {
        return tf.reduceSum(tf.reshape(values, tf.constant(new int[] {-1})), tf.constant(0));
    }

    /** 1 where true, 0 where false. */
    static Operand<TFloat32> mask(Ops tf, Operand<TBool> condition) {
        return tf.dtypes.cast(condition, TFloat32.class);
    }
}

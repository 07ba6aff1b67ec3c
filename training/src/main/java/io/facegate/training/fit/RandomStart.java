package io.facegate.training.fit;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * First values of weights. They depend on the seed and the weight's name only, not on the order in which a graph is
 * built.
 */
record RandomStart(Ops tf, long seed) {

    Operand<TFloat32> normal(String name, Shape shape, double deviation) {
        Operand<TFloat32> standard = tf.random.statelessRandomNormal(
                tf.constant(shape.asArray()), tf.constant(new long[] {seed, name.hashCode()}));
        return tf.math.mul(standard, tf.constant((float) deviation));
    }

    Operand<TFloat32> filled(Shape shape, float value) {
        return tf.fill(tf.constant(shape.asArray()), tf.constant(value));
    }
}

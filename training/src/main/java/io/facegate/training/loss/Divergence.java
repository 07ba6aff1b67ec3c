package io.facegate.training.loss;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Kullback and Leibler's: how far a student's distributions are from those of a teacher. It is the cross entropy less what
 * even a perfect student would have, so it is 0 for that one, however unsure the teacher is.
 */
public final class Divergence {
    private Divergence() {}

    /**
     * @param logits of the student, {@code [N, K]}
     * @param expected probabilities by the teacher, {@code [N, K]}; they get no gradient
     * @return {@code [N]}
     */
    public static Operand<TFloat32> of(Ops tf, Operand<TFloat32> logits, Operand<TFloat32> expected) {
        Operand<TFloat32> crossEntropy =
                tf.nn.softmaxCrossEntropyWithLogits(logits, expected).loss();
        Operand<TFloat32> entropy = tf.math.neg(tf.reduceSum(tf.math.xlogy(expected, expected), tf.constant(1)));
        return tf.math.sub(crossEntropy, tf.stopGradient(entropy));
    }
}

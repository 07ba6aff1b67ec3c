package io.facegate.training.loss;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The mean hinge over the semi-hard triplets, {@code d(a,p) < d(a,n) < d(a,p) + m} (Schroff et al. 2015, FaceNet): the
 * negative is farther than the positive, but not far enough. A batch without any has no loss and no gradient.
 */
public record SemiHardTripletLoss() implements EmbeddingLoss {

    @Override
    public LossValue of(Ops tf, EmbeddedBatch batch, Moment moment, LossWeights weights) {
        TripletDistances distances = TripletDistances.of(tf, batch);
        Operand<TFloat32> triplets = distances.triplets(tf);
        Operand<TFloat32> violation = distances.violation(tf);
        Operand<TFloat32> hinge = tf.nn.relu(tf.math.add(violation, moment.margin()));
        Operand<TFloat32> farther = Means.mask(tf, tf.math.less(violation, tf.constant(0f)));
        Operand<TFloat32> positiveHinge = Means.mask(tf, tf.math.greater(hinge, tf.constant(0f)));
        Operand<TFloat32> semiHard = tf.math.mul(farther, positiveHinge);
        return new LossValue(
                Means.over(tf, tf.math.mul(triplets, semiHard), hinge), Means.over(tf, triplets, semiHard));
    }
}

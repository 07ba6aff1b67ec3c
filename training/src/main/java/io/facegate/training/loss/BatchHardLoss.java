package io.facegate.training.loss;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * For each anchor the farthest positive and the nearest negative of the batch, with the soft margin
 * {@code log(1 + exp(d(a,p) - d(a,n)))} in place of a hinge (Hermans et al. 2017, "In defense of the triplet loss").
 * The scheduled margin has no part in it. Anchors without a positive or without a negative don't count.
 */
public record BatchHardLoss() implements EmbeddingLoss {
    /** More than any distance of unit vectors. */
    private static final float FAR = 4;

    @Override
    public LossValue of(Ops tf, EmbeddedBatch batch, Moment moment, LossWeights weights) {
        TripletDistances distances = TripletDistances.of(tf, batch);
        Operand<TFloat32> farthestPositive =
                tf.reduceMax(tf.math.mul(distances.toPositive(), distances.positive()), tf.constant(1));
        Operand<TFloat32> notNegative = tf.math.sub(tf.constant(1f), distances.negative());
        Operand<TFloat32> nearestNegative = tf.reduceMin(
                tf.math.add(distances.toNegative(), tf.math.mul(notNegative, tf.constant(FAR))), tf.constant(1));
        Operand<TFloat32> complete = tf.math.mul(
                tf.reduceMax(distances.positive(), tf.constant(1)), tf.reduceMax(distances.negative(), tf.constant(1)));

        Operand<TFloat32> violation = tf.math.sub(farthestPositive, nearestNegative);
        Operand<TFloat32> wrong = Means.mask(tf, tf.math.greater(violation, tf.constant(0f)));
        return new LossValue(Means.over(tf, complete, tf.math.softplus(violation)), Means.over(tf, complete, wrong));
    }
}

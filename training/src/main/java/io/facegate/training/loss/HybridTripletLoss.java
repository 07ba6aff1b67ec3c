package io.facegate.training.loss;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Hard and semi-hard triplets, weighed against each other.
 *
 * <p>With d the Euclidean distance and m the scheduled margin, a triplet is hard if {@code d(a,n) < d(a,p)} and
 * semi-hard if {@code d(a,p) < d(a,n) < d(a,p) + m}. The loss is {@code hardShare} times the mean hinge
 * {@code max(0, d(a,p) - d(a,n) + m)} of the hard ones plus {@code 1 - hardShare} times that of the semi-hard ones; if
 * one kind is missing, the mean hinge of the other; if both are, that of all triplets. Hard triplets alone make early
 * training collapse, semi-hard ones alone (Schroff et al. 2015, FaceNet) leave the worst confusions as they are.
 *
 * <p>After {@code lastEpochWithoutCosine} the mean of {@code 1 - cos(a,p)} joins, weighed with {@code cosineWeight}, to
 * draw a person's pictures together when few triplets violate the margin any more.
 *
 * @param hardShare 0..1
 * @param cosineWeight 0 or more
 * @param lastEpochWithoutCosine counted from 0
 */
public record HybridTripletLoss(float hardShare, float cosineWeight, int lastEpochWithoutCosine)
        implements EmbeddingLoss {
    public static final HybridTripletLoss DEFAULT = new HybridTripletLoss(0.4f, 0.25f, 10);

    public HybridTripletLoss {
        if (!(hardShare >= 0 && hardShare <= 1)) {
            throw new IllegalArgumentException("hardShare (%s) must be between 0 and 1".formatted(hardShare));
        }
        if (!(cosineWeight >= 0)) {
            throw new IllegalArgumentException("cosineWeight (%s) must not be negative".formatted(cosineWeight));
        }
    }

    @Override
    public LossValue of(Ops tf, EmbeddedBatch batch, Moment moment, LossWeights weights) {
        TripletDistances distances = TripletDistances.of(tf, batch);
        Operand<TFloat32> triplets = distances.triplets(tf);
        Operand<TFloat32> violation = distances.violation(tf);
        Operand<TFloat32> zero = tf.constant(0f);
        Operand<TFloat32> hinge = tf.nn.relu(tf.math.add(violation, moment.margin()));

        Operand<TFloat32> hard = tf.math.mul(triplets, Means.mask(tf, tf.math.greater(violation, zero)));
        Operand<TFloat32> withinMargin = Means.mask(tf, tf.math.greater(violation, tf.math.neg(moment.margin())));
        Operand<TFloat32> farther = Means.mask(tf, tf.math.less(violation, zero));
        Operand<TFloat32> semiHard = tf.math.mul(triplets, tf.math.mul(farther, withinMargin));

        Operand<TFloat32> anyHard = Means.mask(tf, tf.math.greater(Means.sum(tf, hard), zero));
        Operand<TFloat32> anySemiHard = Means.mask(tf, tf.math.greater(Means.sum(tf, semiHard), zero));
        Operand<TFloat32> loss = tf.math.addN(List.of(
                tf.math.mul(weight(tf, hardShare, anyHard, anySemiHard), Means.over(tf, hard, hinge)),
                tf.math.mul(weight(tf, 1 - hardShare, anySemiHard, anyHard), Means.over(tf, semiHard, hinge)),
                tf.math.mul(tf.math.mul(not(tf, anyHard), not(tf, anySemiHard)), Means.over(tf, triplets, hinge)),
                cosineTerm(tf, distances, moment)));

        Operand<TFloat32> active = Means.over(tf, triplets, Means.mask(tf, tf.math.greater(hinge, zero)));
        return new LossValue(loss, active);
    }

    /** The share if both kinds are there, 1 if only this one is, 0 if it is not. */
    private static Operand<TFloat32> weight(Ops tf, float share, Operand<TFloat32> any, Operand<TFloat32> anyOther) {
        Operand<TFloat32> shared = tf.math.mul(anyOther, tf.constant(share));
        return tf.math.mul(any, tf.math.add(shared, not(tf, anyOther)));
    }

    private static Operand<TFloat32> not(Ops tf, Operand<TFloat32> condition) {
        return tf.math.sub(tf.constant(1f), condition);
    }

    private Operand<TFloat32> cosineTerm(Ops tf, TripletDistances distances, Moment moment) {
        Operand<TFloat32> begun = Means.mask(tf, tf.math.greater(moment.epoch(), tf.constant(lastEpochWithoutCosine)));
        Operand<TFloat32> meanCosine = Means.over(tf, distances.positive(), distances.positiveCosine());
        return tf.math.mul(tf.math.mul(begun, tf.constant(cosineWeight)), not(tf, meanCosine));
    }
}

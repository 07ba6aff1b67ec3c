package io.facegate.training.loss;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;

/**
 * Classification of the training identities by the angle to each one's centre, with an additive angular margin
 * (Deng et al. 2019, "ArcFace"): the logits are {@code scale * cos(angle)}, and {@code scale * cos(angle + margin)} for
 * the right identity. Without a margin it is the softmax of normalised vectors (Wang et al. 2017, "NormFace"), the
 * gentle start of a training from scratch.
 *
 * <p>Where {@code angle + margin} would pass 180 degrees the cosine would rise again; there the logit falls on in a
 * straight line, as the authors do it.
 *
 * @param identities how many people the training data has
 * @param scale 64 in the paper; smaller data sets want less
 * @param angularMargin whether the scheduled margin is added to the angle, in radians (0.5 in the paper)
 */
public record MarginSoftmaxLoss(int identities, float scale, boolean angularMargin) implements EmbeddingLoss {
    /** Keeps the derivative of the sine finite. */
    private static final double LEAST_SQUARED_SINE = 1e-8;

    public MarginSoftmaxLoss {
        if (identities < 2) {
            throw new IllegalArgumentException("identities (%d) must be at least 2".formatted(identities));
        }
        if (!(scale > 0)) {
            throw new IllegalArgumentException("scale (%s) must be positive".formatted(scale));
        }
    }

    @Override
    public LossValue of(Ops tf, EmbeddedBatch batch, Moment moment, LossWeights weights) {
        long dimension = batch.embeddings().shape().get(1);
        Operand<TFloat32> centres = weights.matrix("centres", identities, dimension, LossWeights.Start.RANDOM_ROWS);
        Operand<TFloat64> cosines = cosines(tf, batch.embeddings(), centres);
        Operand<TFloat64> target =
                tf.oneHot(batch.identities(), tf.constant(identities), tf.constant(1.0), tf.constant(0.0));
        Operand<TFloat64> shifted = angularMargin ? withMargin(tf, cosines, moment) : cosines;
        Operand<TFloat64> logits = tf.math.mul(
                tf.constant((double) scale), tf.math.add(cosines, tf.math.mul(target, tf.math.sub(shifted, cosines))));
        Operand<TFloat32> single = tf.dtypes.cast(logits, TFloat32.class);
        Operand<TFloat32> losses = tf.nn.softmaxCrossEntropyWithLogits(single, tf.dtypes.cast(target, TFloat32.class))
                .loss();
        Operand<TBool> wrong =
                tf.math.notEqual(tf.math.argMax(cosines, tf.constant(1), TInt32.class), batch.identities());
        return new LossValue(tf.math.mean(losses, tf.constant(0)), tf.math.mean(Means.mask(tf, wrong), tf.constant(0)));
    }

    /** The people it is checked on are no classes of it. */
    @Override
    public EmbeddingLoss forUnknownPeople() {
        return new TripletLoss();
    }

    /** In float64, which automatic mixed precision leaves alone: bfloat16 logits of 64 are a quarter apart. */
    private static Operand<TFloat64> cosines(Ops tf, Operand<TFloat32> embeddings, Operand<TFloat32> centres) {
        Operand<TFloat64> exact = tf.dtypes.cast(centres, TFloat64.class);
        Operand<TFloat64> squaredLengths =
                tf.reduceSum(tf.math.square(exact), tf.constant(1), ReduceSum.keepDims(true));
        Operand<TFloat64> unit = tf.math.mul(exact, tf.math.rsqrt(tf.math.add(squaredLengths, tf.constant(1e-12))));
        return tf.linalg.matMul(tf.dtypes.cast(embeddings, TFloat64.class), unit, MatMul.transposeB(true));
    }

    private static Operand<TFloat64> withMargin(Ops tf, Operand<TFloat64> cosines, Moment moment) {
        Operand<TFloat64> margin = tf.dtypes.cast(moment.margin(), TFloat64.class);
        Operand<TFloat64> sines = tf.math.sqrt(tf.math.maximum(
                tf.math.sub(tf.constant(1.0), tf.math.square(cosines)), tf.constant(LEAST_SQUARED_SINE)));
        Operand<TFloat64> added =
                tf.math.sub(tf.math.mul(cosines, tf.math.cos(margin)), tf.math.mul(sines, tf.math.sin(margin)));
        Operand<TFloat64> straight = tf.math.sub(cosines, tf.math.mul(margin, tf.math.sin(margin)));
        Operand<TBool> withinHalfTurn = tf.math.greater(cosines, tf.math.neg(tf.math.cos(margin)));
        return tf.select(withinHalfTurn, added, straight);
    }
}

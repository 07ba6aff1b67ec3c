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
 * Euclidean distances of a batch's triplets: every anchor with each of its positives and each of its negatives.
 *
 * <p>A batch of given triplets has one positive and one negative for each of its T anchors (A = T, P = M = 1). In a
 * batch of identities every picture is an anchor, and every other may be its positive or its negative (A = P = M = N);
 * the masks tell which.
 *
 * @param toPositive {@code [A, P]}
 * @param toNegative {@code [A, M]}
 * @param positiveCosine {@code [A, P]}
 * @param positive {@code [A, P]}, 1 where this is a positive of the anchor, 0 elsewhere
 * @param negative {@code [A, M]}, 1 where this is a negative of the anchor, 0 elsewhere
 */
record TripletDistances(
        Operand<TFloat32> toPositive,
        Operand<TFloat32> toNegative,
        Operand<TFloat32> positiveCosine,
        Operand<TFloat32> positive,
        Operand<TFloat32> negative) {

    static TripletDistances of(Ops tf, EmbeddedBatch batch) {
        return switch (batch.arrangement()) {
            case TRIPLETS -> ofTriplets(tf, batch.embeddings());
            case IDENTITIES -> ofIdentities(tf, batch.embeddings(), batch.identities());
        };
    }

    private static TripletDistances ofTriplets(Ops tf, Operand<TFloat32> embeddings) {
        var blocks = tf.split(tf.constant(0), embeddings, 3L).output();
        Operand<TFloat32> anchor = blocks.get(0);
        Operand<TFloat32> positive = blocks.get(1);
        Operand<TFloat32> toPositive = rowDistance(tf, anchor, positive);
        Operand<TFloat32> all = tf.stopGradient(tf.onesLike(toPositive));
        return new TripletDistances(
                toPositive,
                rowDistance(tf, anchor, blocks.get(2)),
                sumOfRows(tf, tf.math.mul(anchor, positive)),
                all,
                all);
    }

    /**
     * In float64: a squared distance is the small difference of products near 1, and automatic mixed precision, which
     * turns float32 products into bfloat16, leaves float64 alone.
     */
    private static TripletDistances ofIdentities(Ops tf, Operand<TFloat32> embeddings, Operand<TInt32> identities) {
        Operand<TFloat64> exact = tf.dtypes.cast(embeddings, TFloat64.class);
        Operand<TFloat64> products = tf.linalg.matMul(exact, exact, MatMul.transposeB(true));
        Operand<TFloat64> squares = tf.reduceSum(tf.math.square(exact), tf.constant(1));
        Operand<TFloat64> squaredDistances = tf.math.sub(
                tf.math.add(tf.expandDims(squares, tf.constant(1)), tf.expandDims(squares, tf.constant(0))),
                tf.math.mul(tf.constant(2.0), products));
        Operand<TFloat32> distances = squareRoot(tf, tf.nn.relu(tf.dtypes.cast(squaredDistances, TFloat32.class)));

        Operand<TBool> same =
                tf.math.equal(tf.expandDims(identities, tf.constant(1)), tf.expandDims(identities, tf.constant(0)));
        Operand<TFloat32> alike = tf.dtypes.cast(same, TFloat32.class);
        Operand<TInt32> indices = tf.range(tf.constant(0), tf.size(identities), tf.constant(1));
        Operand<TBool> itself =
                tf.math.equal(tf.expandDims(indices, tf.constant(1)), tf.expandDims(indices, tf.constant(0)));
        return new TripletDistances(
                distances,
                distances,
                tf.dtypes.cast(products, TFloat32.class),
                tf.math.sub(alike, tf.dtypes.cast(itself, TFloat32.class)),
                tf.math.sub(tf.constant(1f), alike));
    }

    /** {@code [A, P, M]}, 1 where anchor, positive and negative make a triplet. */
    Operand<TFloat32> triplets(Ops tf) {
        return tf.math.mul(tf.expandDims(positive, tf.constant(2)), tf.expandDims(negative, tf.constant(1)));
    }

    /** {@code [A, P, M]}, d(a,p) - d(a,n). */
    Operand<TFloat32> violation(Ops tf) {
        return tf.math.sub(tf.expandDims(toPositive, tf.constant(2)), tf.expandDims(toNegative, tf.constant(1)));
    }

    private static Operand<TFloat32> rowDistance(Ops tf, Operand<TFloat32> from, Operand<TFloat32> to) {
        return squareRoot(tf, sumOfRows(tf, tf.math.square(tf.math.sub(from, to))));
    }

    private static Operand<TFloat32> sumOfRows(Ops tf, Operand<TFloat32> matrix) {
        return tf.reduceSum(matrix, tf.constant(1), ReduceSum.keepDims(true));
    }

    /** With a gradient of 0 at 0, where the square root has none. */
    private static Operand<TFloat32> squareRoot(Ops tf, Operand<TFloat32> squares) {
        Operand<TBool> apart = tf.math.greater(squares, tf.constant(0f));
        Operand<TFloat32> safe = tf.select(apart, squares, tf.constant(1f));
        return tf.select(apart, tf.math.sqrt(safe), tf.constant(0f));
    }
}

package io.facegate.training.detection;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * Boxes in a graph.
 *
 * @param rows {@code [N, 4]}: left, top, right, bottom in continuous picture coordinates
 */
record Boxes(Ops tf, Operand<TFloat32> rows) {
    /**
     * @param leftTop {@code [N, 2]}: x, y
     * @param rightBottom {@code [N, 2]}: x, y
     */
    static Boxes between(Ops tf, Operand<TFloat32> leftTop, Operand<TFloat32> rightBottom) {
        return new Boxes(tf, tf.concat(List.of(leftTop, rightBottom), tf.constant(1)));
    }

    /** {@code [N, 2]}: x, y. */
    Operand<TFloat32> leftTop() {
        return corner(0);
    }

    /** {@code [N, 2]}: x, y. */
    Operand<TFloat32> rightBottom() {
        return corner(1);
    }

    /** {@code [N, 2]}: width, height. */
    Operand<TFloat32> size() {
        return tf.math.sub(rightBottom(), leftTop());
    }

    Boxes gather(Operand<? extends TNumber> indices) {
        return new Boxes(tf, tf.gather(rows, indices, tf.constant(0)));
    }

    /**
     * @param offsets {@code [N, 4]}: by how much to move left, top, right and bottom, in box sides
     */
    Boxes regress(Operand<TFloat32> offsets) {
        Operand<TFloat32> size = size();
        Operand<TFloat32> sizes = tf.concat(List.of(size, size), tf.constant(1));
        return new Boxes(tf, tf.math.add(rows, tf.math.mul(offsets, sizes)));
    }

    /** The squares around the same centres, as large as the longer side. */
    Boxes square() {
        Operand<TFloat32> half = tf.constant(0.5f);
        Operand<TFloat32> centre = tf.math.mul(tf.math.add(leftTop(), rightBottom()), half);
        Operand<TFloat32> radius = tf.math.mul(longerSide(), half);
        return between(tf, tf.math.sub(centre, radius), tf.math.add(centre, radius));
    }

    /** {@code [N, 1]}. */
    Operand<TFloat32> longerSide() {
        return tf.reduceMax(size(), tf.constant(1), ReduceMax.keepDims(true));
    }

    /**
     * These boxes elsewhere, in other sizes.
     *
     * @param right how far, in widths
     * @param down how far, in heights
     * @param scale of width and height, around the centre
     */
    Boxes moved(float right, float down, float scale) {
        Operand<TFloat32> half = tf.constant(0.5f);
        Operand<TFloat32> centre = tf.math.add(
                tf.math.mul(tf.math.add(leftTop(), rightBottom()), half),
                tf.math.mul(size(), tf.constant(new float[] {right, down})));
        Operand<TFloat32> radius = tf.math.mul(size(), tf.constant(scale / 2));
        return between(tf, tf.math.sub(centre, radius), tf.math.add(centre, radius));
    }

    /**
     * Greedy non-maximum suppression.
     *
     * @param scores {@code [N]}
     * @param overlap intersection over union above which the lower score goes
     * @return indices of the boxes that stay, the highest score first
     */
    Operand<TInt32> suppress(Operand<TFloat32> scores, int most, float overlap) {
        return tf.image
                .nonMaxSuppression(
                        rows,
                        scores,
                        tf.constant(most),
                        tf.constant(overlap),
                        tf.constant(Float.NEGATIVE_INFINITY),
                        tf.constant(0f))
                .selectedIndices();
    }

    /** Like {@link #suppress}, but intersection over the smaller box, so that no box stays inside another. */
    Operand<TInt32> suppressNested(Operand<TFloat32> scores, int most, float overlap) {
        return tf.image
                .nonMaxSuppressionWithOverlaps(
                        overlapsOverSmaller(),
                        scores,
                        tf.constant(most),
                        tf.constant(overlap),
                        tf.constant(Float.NEGATIVE_INFINITY))
                .selectedIndices();
    }

    /** {@code [N, N]}. */
    private Operand<TFloat32> overlapsOverSmaller() {
        Operand<TInt32> first = tf.constant(0);
        Operand<TInt32> second = tf.constant(1);
        Operand<TFloat32> leftTop = tf.math.maximum(tf.expandDims(leftTop(), first), tf.expandDims(leftTop(), second));
        Operand<TFloat32> rightBottom =
                tf.math.minimum(tf.expandDims(rightBottom(), first), tf.expandDims(rightBottom(), second));
        Operand<TInt32> coordinates = tf.constant(2);
        Operand<TFloat32> intersections =
                tf.reduceProd(tf.math.maximum(tf.math.sub(rightBottom, leftTop), tf.constant(0f)), coordinates);
        Operand<TFloat32> areas = tf.reduceProd(size(), second);
        return tf.math.div(intersections, tf.math.minimum(tf.expandDims(areas, first), tf.expandDims(areas, second)));
    }

    private Operand<TFloat32> corner(int i) {
        return tf.split(tf.constant(1), rows, 2L).output().get(i);
    }
}

package io.facegate.training.detection;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Unstack;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TInt32;

/** Next-fit shelf packing; the sizes fall, so the first level of a shelf decides its height. */
final class Shelves {
    /** {@code [2]} each: y and x of the level's upper left corner. */
    private final List<Operand<TInt32>> places = new ArrayList<>();

    private final Ops tf;
    private final Operand<TInt32> zero;
    private final Operand<TInt32> width;
    private Operand<TInt32> x;
    private Operand<TInt32> y;
    private Operand<TInt32> nextShelf;

    /**
     * @param sizes {@code [levels, 2]}: height and width of each level; 0 of one that takes no room
     */
    Shelves(Ops tf, Operand<TInt32> sizes, int levels) {
        this.tf = tf;
        this.zero = tf.constant(0);
        this.x = zero;
        this.y = zero;
        this.nextShelf = zero;
        Operand<TInt32> stride = tf.constant(ProposalNetwork.STRIDE);
        Operand<TInt32> even = tf.math.add(sizes, tf.math.floorMod(sizes, stride));
        List<? extends Operand<TInt32>> heightsAndWidths =
                tf.unstack(even, 2L, Unstack.axis(1L)).output();
        List<? extends Operand<TInt32>> heights =
                tf.unstack(heightsAndWidths.get(0), (long) levels).output();
        List<? extends Operand<TInt32>> widths =
                tf.unstack(heightsAndWidths.get(1), (long) levels).output();
        this.width = widths.get(0);
        for (int level = 0; level < levels; level++) {
            add(heights.get(level), widths.get(level));
        }
    }

    private void add(Operand<TInt32> levelHeight, Operand<TInt32> levelWidth) {
        Operand<TInt32> end = tf.math.add(x, levelWidth);
        Operand<TBool> fits = tf.math.lessEqual(end, width);
        y = tf.select(fits, y, nextShelf);
        nextShelf = tf.math.maximum(nextShelf, tf.math.add(y, levelHeight));
        places.add(tf.stack(List.of(y, tf.select(fits, x, zero))));
        x = tf.select(fits, end, levelWidth);
    }

    List<Operand<TInt32>> places() {
        return places;
    }

    /** Of the canvas. */
    Operand<TInt32> width() {
        return tf.math.maximum(width, tf.constant(ProposalNetwork.WINDOW));
    }

    /** Of the canvas; rounded up to whole bands. */
    Operand<TInt32> height() {
        Operand<TInt32> one = tf.constant(1);
        Operand<TInt32> margin = tf.constant(Pyramid.BAND_OVERLAP);
        Operand<TInt32> step = tf.constant(ProposalNetwork.STRIDE * Pyramid.BANDS);
        Operand<TInt32> steps =
                tf.math.floorDiv(tf.math.add(tf.math.sub(nextShelf, margin), tf.math.sub(step, one)), step);
        return tf.math.add(tf.math.mul(tf.math.maximum(steps, one), step), margin);
    }
}

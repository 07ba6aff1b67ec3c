package io.facegate.training.detection;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Empty;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TNumber;

/** Works out which levels a picture needs, and draws them on the canvas. */
final class PyramidDrawing {
    /** Drawn from the level this far above instead of from the picture, which has many more pixels to read. */
    private static final int SOURCE_DISTANCE = 3;

    private final Ops tf;
    private final int levels;
    private final Operand<TInt32> zero;
    private final Operand<TInt32> one;
    private final Operand<TFloat32> window;

    PyramidDrawing(Ops tf, int levels) {
        this.tf = tf;
        this.levels = levels;
        this.zero = tf.constant(0);
        this.one = tf.constant(1);
        this.window = tf.constant((float) ProposalNetwork.WINDOW);
    }

    Pyramid draw(Operand<TUint8> image, Operand<TFloat32> minimumFace, Operand<TFloat32> factor) {
        Operand<TFloat32> pictureSize =
                tf.dtypes.cast(tf.stridedSlice(tf.shape(image), Indices.sliceTo(2)), TFloat32.class);
        Operand<TFloat32> wantedScales =
                tf.math.mul(tf.math.div(window, minimumFace), tf.math.pow(factor, tf.constant(exponents())));
        Operand<TFloat32> exactSizes = tf.math.mul(tf.expandDims(wantedScales, one), tf.expandDims(pictureSize, zero));
        Operand<TInt32> needed =
                tf.dtypes.cast(tf.math.greaterEqual(tf.reduceMin(exactSizes, one), window), TInt32.class);
        Operand<TInt32> roundedSizes = tf.dtypes.cast(tf.math.round(exactSizes), TInt32.class);

        // height and width, [levels, 2]; of a level that is not needed nothing, but one pixel is drawn
        Operand<TInt32> sizes = tf.math.mul(roundedSizes, tf.expandDims(needed, one));
        Operand<TInt32> drawnSizes = tf.math.maximum(sizes, one);
        Operand<TFloat32> scales =
                tf.math.div(tf.dtypes.cast(drawnSizes, TFloat32.class), tf.expandDims(pictureSize, zero));

        Shelves shelves = new Shelves(tf, sizes, levels);
        Operand<TInt32> begins = tf.stack(shelves.places());
        Operand<TInt32> ends = tf.math.add(begins, sizes);
        Operand<TInt32> places = tf.concat(List.of(swap(begins), swap(ends)), one);
        Operand<TFloat32> canvas = canvas(image, drawnSizes, sizes, begins, ends, shelves);
        return new Pyramid(canvas, tf.dtypes.cast(places, TFloat32.class), swap(scales));
    }

    /** From y and x to x and y, or back. */
    private <T extends TNumber> Operand<T> swap(Operand<T> pairs) {
        return tf.reverse(pairs, tf.constant(new int[] {1}));
    }

    private Operand<TFloat32> canvas(
            Operand<TUint8> image,
            Operand<TInt32> drawnSizes,
            Operand<TInt32> sizes,
            Operand<TInt32> begins,
            Operand<TInt32> ends,
            Shelves shelves) {
        // drawn as a matrix whose rows are whole rows of values: that copies many at a time
        Operand<TInt32> values = tf.constant(new int[] {1, 3});
        List<? extends Operand<TInt32>> drawnSize = rows(drawnSizes);
        List<? extends Operand<TInt32>> drawnMatrix = rows(tf.math.mul(drawnSizes, values));
        List<? extends Operand<TInt32>> matrix = rows(tf.math.mul(sizes, values));
        List<? extends Operand<TInt32>> begin = rows(tf.math.mul(begins, values));
        List<? extends Operand<TInt32>> end = rows(tf.math.mul(ends, values));
        Operand<TInt32> origin = tf.constant(new int[] {0, 0});
        Operand<TInt32> steps = tf.constant(new int[] {1, 1});

        // what lies between the levels is never looked at, so it need not be cleared
        Operand<TInt32> canvasSize = tf.stack(List.of(shelves.height(), shelves.width()));
        Operand<TFloat32> canvas = tf.empty(tf.math.mul(canvasSize, values), TFloat32.class, Empty.init(false));
        List<Operand<TFloat32>> drawn = new ArrayList<>();
        for (int level = 0; level < levels; level++) {
            drawn.add(
                    level == 0
                            ? Normalization.normalize(
                                    tf, tf.image.resizeArea(tf.expandDims(image, zero), drawnSize.get(0)))
                            : tf.image.resizeArea(
                                    drawn.get(Math.max(0, level - SOURCE_DISTANCE)), drawnSize.get(level)));
            Operand<TFloat32> pixels =
                    tf.slice(tf.reshape(drawn.get(level), drawnMatrix.get(level)), origin, matrix.get(level));
            canvas = tf.tensorStridedSliceUpdate(canvas, begin.get(level), end.get(level), steps, pixels);
        }
        return tf.reshape(
                canvas, tf.concat(List.of(tf.constant(new int[] {1}), canvasSize, tf.constant(new int[] {3})), zero));
    }

    private List<? extends Operand<TInt32>> rows(Operand<TInt32> matrix) {
        return tf.unstack(matrix, (long) levels).output();
    }

    private float[] exponents() {
        float[] exponents = new float[levels];
        for (int level = 0; level < levels; level++) {
            exponents[level] = level;
        }
        return exponents;
    }
}

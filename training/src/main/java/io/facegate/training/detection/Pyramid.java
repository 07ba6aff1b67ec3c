package io.facegate.training.detection;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Empty;
import org.tensorflow.op.core.Unstack;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TNumber;

/**
 * A picture in falling sizes, all on one canvas.
 *
 * <p>On one canvas, because P-Net then runs once instead of once for each level: that is a tenth of the operations, and
 * only one set of shapes for which TensorFlow has to prepare its convolutions. Levels lie on shelves from the top,
 * each from an even place on, so that P-Net's windows fall on the same pixels as in a picture of its own. Levels that
 * the picture does not need take no room.
 *
 * @param canvas {@code [1, height, width, 3]}, normalised
 * @param places {@code [levels, 4]}: left, top, right, bottom of the levels on the canvas; empty if not needed
 * @param scales {@code [levels, 2]}: canvas pixels for a picture pixel, in x and y
 */
record Pyramid(Operand<TFloat32> canvas, Operand<TFloat32> places, Operand<TFloat32> scales) {
    /** Drawn from the level this far above instead of from the picture, which has many more pixels to read. */
    private static final int SOURCE_DISTANCE = 3;

    /** Bands that the canvas is cut into for P-Net. */
    private static final int BANDS = 4;

    /** Rows of the canvas that two bands share, so that no window falls between them. */
    private static final int BAND_OVERLAP = ProposalNetwork.WINDOW - ProposalNetwork.STRIDE;

    /**
     * @param image {@code [height, width, 3]}
     * @param minimumFace scalar; on the first level such a face fills a window of P-Net
     * @param factor scalar; from one level to the next
     * @param levels as many as there may be at most
     */
    static Pyramid of(
            Ops tf, Operand<TUint8> image, Operand<TFloat32> minimumFace, Operand<TFloat32> factor, int levels) {
        return new Builder(tf, levels).build(image, minimumFace, factor);
    }

    /**
     * P-Net's answer for the whole canvas, a band of it after the other: the memory that its layers take is that of a
     * band, and fits into a processor's cache for pictures of usual size.
     */
    ProposalNetwork.Output propose(Ops tf, ProposalNetwork network) {
        Operand<TInt32> height = tf.gather(tf.shape(canvas), tf.constant(new int[] {1}), tf.constant(0));
        Operand<TInt32> step = tf.math.floorDiv(tf.math.sub(height, tf.constant(BAND_OVERLAP)), tf.constant(BANDS));
        Operand<TInt32> first = tf.constant(new int[] {0});
        Operand<TInt32> all = tf.constant(new int[] {-1});
        Operand<TInt32> size =
                tf.concat(List.of(all, tf.math.add(step, tf.constant(BAND_OVERLAP)), all, all), tf.constant(0));
        List<Operand<TFloat32>> logits = new ArrayList<>();
        List<Operand<TFloat32>> boxes = new ArrayList<>();
        Ops inTurn = tf;
        for (int band = 0; band < BANDS; band++) {
            Operand<TInt32> begin =
                    tf.concat(List.of(first, tf.math.mul(step, tf.constant(band)), first, first), tf.constant(0));
            ProposalNetwork.Output output = network.apply(tf, inTurn.slice(canvas, begin, size));
            logits.add(output.logits());
            boxes.add(output.box());
            inTurn = tf.withControlDependencyOps(
                    output.logits().asOutput().op(), output.box().asOutput().op());
        }
        Operand<TInt32> rows = tf.constant(1);
        return new ProposalNetwork.Output(tf.concat(logits, rows), tf.concat(boxes, rows));
    }

    private static final class Builder {
        private final Ops tf;
        private final int levels;
        private final Operand<TInt32> zero;
        private final Operand<TInt32> one;
        private final Operand<TFloat32> window;

        Builder(Ops tf, int levels) {
            this.tf = tf;
            this.levels = levels;
            this.zero = tf.constant(0);
            this.one = tf.constant(1);
            this.window = tf.constant((float) ProposalNetwork.WINDOW);
        }

        Pyramid build(Operand<TUint8> image, Operand<TFloat32> minimumFace, Operand<TFloat32> factor) {
            Operand<TFloat32> pictureSize =
                    tf.dtypes.cast(tf.stridedSlice(tf.shape(image), Indices.sliceTo(2)), TFloat32.class);
            Operand<TFloat32> wantedScales =
                    tf.math.mul(tf.math.div(window, minimumFace), tf.math.pow(factor, tf.constant(exponents())));
            Operand<TFloat32> exactSizes =
                    tf.math.mul(tf.expandDims(wantedScales, one), tf.expandDims(pictureSize, zero));
            Operand<TInt32> needed =
                    tf.dtypes.cast(tf.math.greaterEqual(tf.reduceMin(exactSizes, one), window), TInt32.class);
            Operand<TInt32> roundedSizes = tf.dtypes.cast(tf.math.round(exactSizes), TInt32.class);

            // height and width, [levels, 2]; of a level that is not needed nothing, but one pixel is drawn
            Operand<TInt32> sizes = tf.math.mul(roundedSizes, tf.expandDims(needed, one));
            Operand<TInt32> drawnSizes = tf.math.maximum(sizes, one);
            Operand<TFloat32> scales =
                    tf.math.div(tf.dtypes.cast(drawnSizes, TFloat32.class), tf.expandDims(pictureSize, zero));

            Shelves shelves = new Shelves(sizes);
            Operand<TInt32> begins = tf.stack(shelves.places);
            Operand<TInt32> ends = tf.math.add(begins, sizes);
            Operand<TInt32> places = tf.concat(List.of(swap(begins), swap(ends)), one);
            Operand<TFloat32> canvas = draw(image, drawnSizes, sizes, begins, ends, shelves);
            return new Pyramid(canvas, tf.dtypes.cast(places, TFloat32.class), swap(scales));
        }

        /** From y and x to x and y, or back. */
        private <T extends TNumber> Operand<T> swap(Operand<T> pairs) {
            return tf.reverse(pairs, tf.constant(new int[] {1}));
        }

        private Operand<TFloat32> draw(
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
                    canvas,
                    tf.concat(List.of(tf.constant(new int[] {1}), canvasSize, tf.constant(new int[] {3})), zero));
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

        /** Next-fit shelf packing; the sizes fall, so the first level of a shelf decides its height. */
        private final class Shelves {
            /** {@code [2]} each: y and x of the level's upper left corner. */
            final List<Operand<TInt32>> places = new ArrayList<>();

            private final Operand<TInt32> smallest = tf.constant(ProposalNetwork.WINDOW);
            private final Operand<TInt32> width;
            private Operand<TInt32> x = zero;
            private Operand<TInt32> y = zero;
            private Operand<TInt32> nextShelf = zero;

            Shelves(Operand<TInt32> sizes) {
                Operand<TInt32> stride = tf.constant(ProposalNetwork.STRIDE);
                Operand<TInt32> even = tf.math.add(sizes, tf.math.floorMod(sizes, stride));
                List<? extends Operand<TInt32>> heightsAndWidths =
                        tf.unstack(even, 2L, Unstack.axis(1L)).output();
                List<? extends Operand<TInt32>> heights = rows(heightsAndWidths.get(0));
                List<? extends Operand<TInt32>> widths = rows(heightsAndWidths.get(1));
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

            Operand<TInt32> width() {
                return tf.math.maximum(width, smallest);
            }

            /** Rounded up to whole bands. */
            Operand<TInt32> height() {
                Operand<TInt32> margin = tf.constant(BAND_OVERLAP);
                Operand<TInt32> step = tf.constant(ProposalNetwork.STRIDE * BANDS);
                Operand<TInt32> steps =
                        tf.math.floorDiv(tf.math.add(tf.math.sub(nextShelf, margin), tf.math.sub(step, one)), step);
                return tf.math.add(tf.math.mul(tf.math.maximum(steps, one), step), margin);
            }
        }
    }
}

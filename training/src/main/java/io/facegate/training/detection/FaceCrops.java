package io.facegate.training.detection;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.op.image.CropAndResize;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TNumber;

/**
 * Square crops of a picture in the size that a network takes; what lies beyond the picture is black.
 *
 * <p>Bilinear sampling alone would skip most pixels of a large face. So larger boxes are sampled from the picture at half
 * or a quarter of its size, and the largest at several points for each pixel of the crop.
 */
final class FaceCrops {
    /**
     * How boxes up to some size are sampled.
     *
     * @param mostPixels side of the largest box, in picture pixels for each pixel of the crop
     * @param halvings of the picture that is sampled
     * @param samples in each direction, for each pixel of the crop
     */
    private record Sampling(float mostPixels, int halvings, int samples) {}

    /** Bilinear sampling skips no pixel as long as two samples are at most two pixels apart. */
    private static final List<Sampling> SAMPLINGS = List.of(
            new Sampling(2, 0, 1),
            new Sampling(4, 1, 1),
            new Sampling(8, 2, 1),
            new Sampling(16, 2, 2),
            new Sampling(Float.POSITIVE_INFINITY, 2, 4));

    private static final int HALVINGS = 2;

    /** A picture, and how many of its pixels there are for one of the picture that boxes are in. */
    private record Source(Operand<? extends TNumber> pixels, Operand<TFloat32> scale, Operand<TFloat32> lastPixel) {}

    private final Ops tf;
    private final List<Source> sources = new ArrayList<>();

    /**
     * @param image {@code [height, width, 3]}
     */
    FaceCrops(Ops tf, Operand<TUint8> image) {
        this.tf = tf;
        Operand<TInt32> wholeSize = tf.stridedSlice(tf.shape(image), Indices.sliceTo(2));
        Operand<TInt32> size = wholeSize;
        Operand<? extends TNumber> pixels = tf.expandDims(image, tf.constant(0));
        sources.add(source(pixels, size, wholeSize));
        for (int halving = 0; halving < HALVINGS; halving++) {
            size = tf.math.floorDiv(tf.math.add(size, tf.constant(1)), tf.constant(2));
            pixels = tf.image.resizeArea(pixels, size);
            sources.add(source(pixels, size, wholeSize));
        }
    }

    private Source source(Operand<? extends TNumber> pixels, Operand<TInt32> size, Operand<TInt32> wholeSize) {
        Operand<TFloat32> widthAndHeight = xy(size);
        return new Source(
                pixels, tf.math.div(widthAndHeight, xy(wholeSize)), tf.math.sub(widthAndHeight, tf.constant(1f)));
    }

    private Operand<TFloat32> xy(Operand<TInt32> heightAndWidth) {
        return tf.reverse(tf.dtypes.cast(heightAndWidth, TFloat32.class), tf.constant(new int[] {0}));
    }

    /**
     * Crops and the boxes that they show.
     *
     * @param boxes {@code [N, 4]}, in another order than they were given
     * @param order {@code [N]}: which of the given boxes each of them is
     * @param pixels {@code [N + 1, side, side, 3]}, normalised: one blank crop more than there are boxes, because
     *     TensorFlow's convolutions can't be trusted with an empty batch (oneDNN's give it the shape of their input)
     */
    record Crops(Boxes boxes, Operand<TInt64> order, Operand<TFloat32> pixels) {}

    /**
     * @param squares boxes of equal width and height
     * @param side of the crops, in pixels
     */
    Crops crop(Boxes squares, int side) {
        Operand<TFloat32> sides = tf.squeeze(squares.longerSide(), Squeeze.axis(List.of(1L)));
        List<Operand<TFloat32>> rows = new ArrayList<>();
        List<Operand<TInt64>> order = new ArrayList<>();
        List<Operand<TFloat32>> pixels = new ArrayList<>();
        float lower = Float.NEGATIVE_INFINITY;
        for (Sampling sampling : SAMPLINGS) {
            float upper = sampling.mostPixels() * side;
            Operand<TBool> chosen = tf.math.logicalAnd(
                    tf.math.greater(sides, tf.constant(lower)), tf.math.lessEqual(sides, tf.constant(upper)));
            Operand<TInt64> indices = tf.reshape(tf.where(chosen), tf.constant(new int[] {-1}));
            order.add(indices);
            Boxes group = squares.gather(indices);
            rows.add(group.rows());
            pixels.add(sample(group, side, sampling));
            lower = upper;
        }
        pixels.add(tf.fill(tf.constant(new int[] {1, side, side, 3}), tf.constant(0f)));
        Operand<TInt32> axis = tf.constant(0);
        return new Crops(
                new Boxes(tf, tf.concat(rows, axis)),
                tf.concat(order, axis),
                Normalization.normalize(tf, tf.concat(pixels, axis)));
    }

    private Operand<TFloat32> sample(Boxes squares, int side, Sampling sampling) {
        Source source = sources.get(sampling.halvings());
        int points = side * sampling.samples();
        // from the centre of the first sample to that of the last; pixel centres are whole numbers for CropAndResize
        Operand<TFloat32> halfPixel = tf.constant(0.5f);
        Operand<TFloat32> halfStep = tf.math.mul(squares.size(), tf.constant(0.5f / points));
        Operand<TFloat32> first = tf.math.mul(tf.math.add(squares.leftTop(), halfStep), source.scale());
        Operand<TFloat32> last = tf.math.mul(tf.math.sub(squares.rightBottom(), halfStep), source.scale());
        Operand<TFloat32> corners = tf.concat(
                List.of(
                        tf.math.div(tf.math.sub(first, halfPixel), source.lastPixel()),
                        tf.math.div(tf.math.sub(last, halfPixel), source.lastPixel())),
                tf.constant(1));
        Operand<TFloat32> yxyx = tf.gather(corners, tf.constant(new int[] {1, 0, 3, 2}), tf.constant(1));
        Operand<TInt32> imageIndices = tf.fill(tf.stridedSlice(tf.shape(yxyx), Indices.sliceTo(1)), tf.constant(0));
        Operand<TFloat32> crops = tf.image.cropAndResize(
                source.pixels(),
                yxyx,
                imageIndices,
                tf.constant(new int[] {points, points}),
                CropAndResize.method("bilinear"),
                CropAndResize.extrapolationValue(0f));
        if (sampling.samples() == 1) {
            return crops;
        }
        List<Long> window = List.of(1L, (long) sampling.samples(), (long) sampling.samples(), 1L);
        return tf.nn.avgPool(crops, window, window, Layers.VALID);
    }
}

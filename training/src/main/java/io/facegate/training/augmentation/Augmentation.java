package io.facegate.training.augmentation;

import io.facegate.training.dataset.CropGeometry;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.image.ImageProjectiveTransformV3;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;

/**
 * Cuts the network's picture out of a prepared crop, changed at random: moved, turned, scaled, mirrored, and with other
 * brightness, contrast and saturation. All geometric changes are one bilinear resampling, on the device that the network
 * runs on. What is random depends on the seed that is fed and nothing else.
 *
 * @param crop how far the cut may be from the middle, as a share of the rim, 0..1
 * @param flip whether half of the pictures are mirrored
 * @param rotation largest angle, in degrees
 * @param translation largest move, as a share of the picture's side
 * @param scale largest change of the size, as a share of it
 * @param brightness largest change, as a share of white
 * @param contrast largest change of the distance from the picture's mean, as a share of it
 * @param saturation largest change of the distance from grey, as a share of it
 */
public record Augmentation(
        float crop,
        boolean flip,
        float rotation,
        float translation,
        float scale,
        float brightness,
        float contrast,
        float saturation) {

    /** The middle of every crop, as it is. */
    public static final Augmentation NONE = new Augmentation(0, false, 0, 0, 0, 0, 0, 0);

    private static final int DRAWS = 10;
    private static final float WHITE = 255;
    private static final float[] LUMA = {0.299f, 0.587f, 0.114f};

    public Augmentation {
        require("crop", crop, 1);
        require("rotation", rotation, 180);
        require("translation", translation, 1);
        require("scale", scale, 0.9f);
        require("brightness", brightness, 1);
        require("contrast", contrast, 1);
        require("saturation", saturation, 1);
    }

    private static void require(String name, float value, float most) {
        if (!(value >= 0 && value <= most)) {
            throw new IllegalArgumentException("%s (%s) must be between 0 and %s".formatted(name, value, most));
        }
    }

    /** The middle of prepared crops, as serving would cut it. */
    public static Operand<TUint8> middle(Ops tf, Operand<TUint8> crops, CropGeometry geometry) {
        int side = geometry.faceSize();
        int rim = geometry.rim();
        return tf.slice(crops, tf.constant(new int[] {0, rim, rim, 0}), tf.constant(new int[] {-1, side, side, 3}));
    }

    /**
     * @param crops {@code [N, crop size, crop size, 3]}, with N known
     * @param seed {@code [2]}
     * @return {@code [N, face size, face size, 3]}
     */
    public Operand<TUint8> apply(Ops tf, Operand<TUint8> crops, CropGeometry geometry, Operand<TInt64> seed) {
        return apply(tf, crops, geometry, geometry.faceSize(), seed);
    }

    /**
     * The same faces, made smaller in the same resampling: at half the size a value is the mean of the four pixels that it
     * covers, and the changes cost a quarter.
     *
     * @param side of the faces, at most that of the prepared ones
     * @return {@code [N, side, side, 3]}
     */
    public Operand<TUint8> apply(Ops tf, Operand<TUint8> crops, CropGeometry geometry, int side, Operand<TInt64> seed) {
        int batch = (int) crops.shape().get(0);
        Draws draws = new Draws(tf, batch, seed);
        Operand<TFloat32> moved = tf.image.imageProjectiveTransformV3(
                tf.dtypes.cast(crops, TFloat32.class),
                transforms(tf, geometry, side, draws),
                tf.constant(new int[] {side, side}),
                tf.constant(0f),
                "BILINEAR",
                ImageProjectiveTransformV3.fillMode("NEAREST"));
        Operand<TFloat32> coloured = recolour(tf, moved, draws);
        Operand<TFloat32> limited = tf.clipByValue(tf.math.rint(coloured), tf.constant(0f), tf.constant(WHITE));
        return tf.dtypes.cast(limited, TUint8.class);
    }

    /** For each picture the eight numbers that lead from a place in the result to the place in the crop. */
    private Operand<TFloat32> transforms(Ops tf, CropGeometry geometry, int side, Draws draws) {
        float ratio = (float) geometry.faceSize() / side;
        float faceMiddle = (side - 1) / 2f;
        float cropMiddle = (geometry.cropSize() - 1) / 2f;
        Operand<TFloat32> angle = draws.within((float) Math.toRadians(rotation));
        Operand<TFloat32> size = tf.math.mul(tf.math.add(tf.constant(1f), draws.within(scale)), tf.constant(ratio));
        Operand<TFloat32> mirror = flip ? draws.sign() : draws.ones();
        float reach = translation * geometry.faceSize();
        Operand<TFloat32> moveX = tf.math.add(draws.within(reach), draws.within(crop * geometry.rim()));
        Operand<TFloat32> moveY = tf.math.add(draws.within(reach), draws.within(crop * geometry.rim()));

        Operand<TFloat32> cosine = tf.math.mul(size, tf.math.cos(angle));
        Operand<TFloat32> sine = tf.math.mul(size, tf.math.sin(angle));
        Operand<TFloat32> a = tf.math.mul(cosine, mirror);
        Operand<TFloat32> b = tf.math.neg(sine);
        Operand<TFloat32> c = tf.math.mul(sine, mirror);
        Operand<TFloat32> middle = tf.constant(faceMiddle);
        Operand<TFloat32> fromX =
                tf.math.sub(tf.math.add(moveX, tf.constant(cropMiddle)), tf.math.mul(middle, tf.math.add(a, b)));
        Operand<TFloat32> fromY =
                tf.math.sub(tf.math.add(moveY, tf.constant(cropMiddle)), tf.math.mul(middle, tf.math.add(c, cosine)));
        Operand<TFloat32> none = tf.math.mul(a, tf.constant(0f));
        return tf.concat(List.of(a, b, fromX, c, cosine, fromY, none, none), tf.constant(1));
    }

    private Operand<TFloat32> recolour(Ops tf, Operand<TFloat32> pictures, Draws draws) {
        Operand<TFloat32> x = pictures;
        if (saturation > 0) {
            Operand<TFloat32> grey =
                    tf.reduceSum(tf.math.mul(x, tf.constant(LUMA)), tf.constant(3), ReduceSum.keepDims(true));
            x = tf.math.add(grey, tf.math.mul(tf.math.sub(x, grey), draws.factor(saturation)));
        }
        if (contrast > 0) {
            Operand<TFloat32> mean = tf.math.mean(x, tf.constant(new int[] {1, 2, 3}), Mean.keepDims(true));
            x = tf.math.add(mean, tf.math.mul(tf.math.sub(x, mean), draws.factor(contrast)));
        }
        if (brightness > 0) {
            x = tf.math.add(x, draws.picture(draws.within(brightness * WHITE)));
        }
        return x;
    }

    /** Random numbers, {@code [N, 1]} at a time. */
    private static final class Draws {
        private final Ops tf;
        private final int batch;
        private final List<Operand<TFloat32>> columns;
        private int next;

        Draws(Ops tf, int batch, Operand<TInt64> seed) {
            this.tf = tf;
            this.batch = batch;
            Operand<TFloat32> uniform = tf.random.statelessRandomUniform(tf.constant(new int[] {batch, DRAWS}), seed);
            this.columns = new ArrayList<>(
                    tf.split(tf.constant(1), uniform, (long) DRAWS).output());
        }

        private Operand<TFloat32> column() {
            return columns.get(next++);
        }

        /** Uniform between -most and most. */
        Operand<TFloat32> within(float most) {
            return tf.math.mul(tf.math.sub(column(), tf.constant(0.5f)), tf.constant(2 * most));
        }

        /** -1 or 1. */
        Operand<TFloat32> sign() {
            Operand<TFloat32> upperHalf = tf.dtypes.cast(tf.math.greater(column(), tf.constant(0.5f)), TFloat32.class);
            return tf.math.sub(tf.math.mul(upperHalf, tf.constant(2f)), tf.constant(1f));
        }

        Operand<TFloat32> ones() {
            return tf.fill(tf.constant(new int[] {batch, 1}), tf.constant(1f));
        }

        /** Between 1 - most and 1 + most, {@code [N, 1, 1, 1]}. */
        Operand<TFloat32> factor(float most) {
            return picture(tf.math.add(tf.constant(1f), within(most)));
        }

        Operand<TFloat32> picture(Operand<TFloat32> values) {
            return tf.reshape(values, tf.constant(new int[] {batch, 1, 1, 1}));
        }
    }
}

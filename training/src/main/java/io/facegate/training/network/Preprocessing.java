package io.facegate.training.network;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * From 8-bit RGB crops to the numbers that a network was trained on. These are graph nodes, so training and serving
 * can't drift apart.
 *
 * @param mean subtracted from every value of 0..255
 * @param scale divides what is left
 * @param colour order of the channels in the network
 */
public record Preprocessing(float mean, float scale, ColourOrder colour) {
    /** To -1..1, RGB: what ArcFace and its successors are trained with. */
    public static final Preprocessing ARCFACE = new Preprocessing(127.5f, 127.5f, ColourOrder.RGB);

    private static final int CHANNEL_AXIS = 3;

    public Preprocessing {
        if (!Float.isFinite(mean)) {
            throw new IllegalArgumentException("mean (%s) must be finite".formatted(mean));
        }
        if (!Float.isFinite(scale) || scale == 0) {
            throw new IllegalArgumentException("scale (%s) must be finite and not zero".formatted(scale));
        }
    }

    /**
     * @param faces uint8 RGB {@code [N, S, S, 3]}
     * @return {@code [N, S, S, 3]}
     */
    public Operand<TFloat32> apply(Ops tf, Operand<TUint8> faces) {
        Operand<TUint8> ordered =
                switch (colour) {
                    case RGB -> faces;
                    case BGR -> tf.reverse(faces, tf.constant(new int[] {CHANNEL_AXIS}));
                };
        Operand<TFloat32> values = tf.dtypes.cast(ordered, TFloat32.class);
        return tf.math.div(tf.math.sub(values, tf.constant(mean)), tf.constant(scale));
    }
}

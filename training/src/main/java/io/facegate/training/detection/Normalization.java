package io.facegate.training.detection;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** How MTCNN's networks want their pixels: {@code (v - 127.5) / 128}, so 0..255 becomes about -1..1. */
public final class Normalization {
    private static final float CENTRE = 127.5f;
    private static final float SCALE = 1 / 128f;

    private Normalization() {}

    /**
     * @param pixels 0..255, of any shape
     */
    public static Operand<TFloat32> normalize(Ops tf, Operand<TFloat32> pixels) {
        return tf.math.mul(tf.math.sub(pixels, tf.constant(CENTRE)), tf.constant(SCALE));
    }
}

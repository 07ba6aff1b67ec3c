package io.facegate.training.weights.onnx;

import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Numbers that depend on the picture.
 *
 * @param operand the values
 * @param layout how their axes lie
 */
record Features(Operand<TFloat32> operand, Layout layout) implements Value {
    /** Size of the first axis in {@link #shape}, which only a run decides. */
    static final long BATCH = -1;

    /** Where each ONNX axis of a feature map is when channels are last. */
    private static final int[] CHANNELS_LAST_AXIS = {0, 3, 1, 2};

    private static final int[] TO_CHANNELS_LAST = {0, 2, 3, 1};
    private static final int[] TO_CHANNELS_FIRST = {0, 3, 1, 2};

    static Features plain(Operand<TFloat32> operand) {
        return new Features(operand, Layout.PLAIN);
    }

    static Features channelsLast(Operand<TFloat32> operand) {
        return new Features(operand, Layout.CHANNELS_LAST);
    }

    /** The same layout around other values. */
    Features with(Operand<TFloat32> newOperand) {
        return new Features(newOperand, layout);
    }

    /** In ONNX's order of axes; -1 is the batch. */
    long[] shape() {
        long[] stored = operand.shape().asArray();
        if (stored == null) {
            throw new IllegalStateException("TensorFlow does not know how many axes " + operand + " has");
        }
        long[] shape = new long[stored.length];
        for (int axis = 0; axis < shape.length; axis++) {
            shape[axis] = stored[storedAxis(axis)];
        }
        return shape;
    }

    int rank() {
        return operand.shape().numDimensions();
    }

    /** Which axis of the operand is this axis of the ONNX value. */
    int storedAxis(int axis) {
        return layout == Layout.CHANNELS_LAST ? CHANNELS_LAST_AXIS[axis] : axis;
    }

    /** A value with four axes, channels last. */
    Features channelsLast(Ops tf) {
        return layout == Layout.CHANNELS_LAST
                ? this
                : channelsLast(tf.linalg.transpose(operand, tf.constant(TO_CHANNELS_LAST)));
    }

    /** With the axes as in ONNX. */
    Features plain(Ops tf) {
        return layout == Layout.PLAIN ? this : plain(tf.linalg.transpose(operand, tf.constant(TO_CHANNELS_FIRST)));
    }

    /** A shape, for people. */
    static String text(long[] shape) {
        return Arrays.stream(shape)
                .mapToObj(size -> size == BATCH ? "N" : Long.toString(size))
                .toList()
                .toString();
    }

    /** The target of a reshaping, where -1 is whatever is left. */
    static String text(List<Long> target) {
        return target.stream()
                .map(size -> size == Integers.BATCH ? "N" : size.toString())
                .toList()
                .toString();
    }
}

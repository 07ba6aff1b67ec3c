package io.facegate.training.weights.onnx;

import java.util.Arrays;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Numbers of the model itself, in row-major order. They are rearranged here, so that the graph holds them as used. */
final class Weights implements Value {
    private final long[] shape;
    private final float[] values;

    /** Takes the arrays; they must not be written to any more. */
    Weights(long[] shape, float[] values) {
        if (elements(shape) != values.length) {
            throw new IllegalArgumentException(
                    "A tensor of shape %s can't have %d values".formatted(Arrays.toString(shape), values.length));
        }
        this.shape = shape;
        this.values = values;
    }

    static long elements(long[] shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    long[] shape() {
        return shape.clone();
    }

    int rank() {
        return shape.length;
    }

    long size(int axis) {
        return shape[axis];
    }

    int count() {
        return values.length;
    }

    float get(int index) {
        return values[index];
    }

    float[] values() {
        return values.clone();
    }

    Weights reshape(long... newShape) {
        return new Weights(newShape, values);
    }

    /** Axis {@code i} of the result is axis {@code order[i]} of this. */
    Weights transpose(int... order) {
        long[] newShape = new long[order.length];
        int[] strides = new int[order.length];
        int[] ownStrides = new int[order.length];
        int stride = 1;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            ownStrides[axis] = stride;
            stride *= Math.toIntExact(shape[axis]);
        }
        for (int axis = 0; axis < order.length; axis++) {
            newShape[axis] = shape[order[axis]];
            strides[axis] = ownStrides[order[axis]];
        }
        float[] moved = new float[values.length];
        long[] position = new long[order.length];
        int source = 0;
        for (int target = 0; target < moved.length; target++) {
            moved[target] = values[source];
            for (int axis = order.length - 1; axis >= 0; axis--) {
                source += strides[axis];
                if (++position[axis] < newShape[axis]) {
                    break;
                }
                source -= strides[axis] * Math.toIntExact(newShape[axis]);
                position[axis] = 0;
            }
        }
        return new Weights(newShape, moved);
    }

    /** As a constant of the graph. */
    Operand<TFloat32> constant(Ops tf) {
        return tf.constant(Shape.of(shape), DataBuffers.of(values, true, false));
    }
}

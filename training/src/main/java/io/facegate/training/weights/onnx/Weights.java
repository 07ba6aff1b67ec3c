package io.facegate.training.weights.onnx;

import io.facegate.training.weights.WeightArray;
import java.util.Arrays;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Numbers of the model itself. They are rearranged here, so that the graph holds them as used. */
record Weights(WeightArray array) implements Value {
    /** Takes the values; they must not be written to any more. */
    Weights(long[] shape, float[] values) {
        this(new WeightArray(ints(shape), values));
    }

    static long elements(long[] shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    private static int[] ints(long[] sizes) {
        return Arrays.stream(sizes).mapToInt(Math::toIntExact).toArray();
    }

    long[] shape() {
        return Arrays.stream(array.shape()).asLongStream().toArray();
    }

    int rank() {
        return array.shape().length;
    }

    long size(int axis) {
        return array.shape()[axis];
    }

    int count() {
        return array.values().length;
    }

    float get(int index) {
        return array.values()[index];
    }

    float[] values() {
        return array.values().clone();
    }

    Weights reshape(long... newShape) {
        return new Weights(array.reshape(ints(newShape)));
    }

    /** Axis {@code i} of the result is axis {@code order[i]} of this. */
    Weights transpose(int... order) {
        return new Weights(array.transpose(order));
    }

    /** As a constant of the graph. */
    Operand<TFloat32> constant(Ops tf) {
        return tf.constant(Shape.of(shape()), DataBuffers.of(array.values(), true, false));
    }
}

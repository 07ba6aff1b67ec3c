package io.facegate.training.weights;

import java.util.Arrays;

/**
 * An array of float32 weights, the last axis varying fastest. It belongs to whoever made it: neither shape nor values
 * may be changed.
 */
public final class WeightArray {
    private final int[] shape;
    private final float[] values;

    /**
     * @throws IllegalArgumentException if the number of values is not the product of the shape
     */
    public WeightArray(int[] shape, float[] values) {
        if (Arrays.stream(shape).reduce(1, Math::multiplyExact) != values.length) {
            throw new IllegalArgumentException("shape (%s) must have as many places as there are values (%d)"
                    .formatted(Arrays.toString(shape), values.length));
        }
        this.shape = shape;
        this.values = values;
    }

    public int[] shape() {
        return shape.clone();
    }

    /** Not a copy: for reading only. */
    public float[] values() {
        return values;
    }

    /** The same values in another shape. */
    public WeightArray reshape(int... newShape) {
        return new WeightArray(newShape, values);
    }

    /**
     * @param order the new order of the axes: axis {@code order[i]} of this becomes axis i
     */
    public WeightArray transpose(int... order) {
        int rank = shape.length;
        int[] strides = new int[rank];
        for (int axis = rank - 1, stride = 1; axis >= 0; stride *= shape[axis--]) {
            strides[axis] = stride;
        }
        int[] newShape = Arrays.stream(order).map(axis -> shape[axis]).toArray();
        float[] moved = new float[values.length];
        int[] place = new int[rank];
        for (int i = 0; i < moved.length; i++) {
            int from = 0;
            for (int axis = 0; axis < rank; axis++) {
                from += place[axis] * strides[order[axis]];
            }
            moved[i] = values[from];
            for (int axis = rank - 1; axis >= 0 && ++place[axis] == newShape[axis]; axis--) {
                place[axis] = 0;
            }
        }
        return new WeightArray(newShape, moved);
    }
}

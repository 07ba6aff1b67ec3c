package io.facegate.training.export.onnx;

import java.util.function.IntFunction;
import org.tensorflow.proto.NodeDef;

/**
 * A convolution or a product with a matrix, and what is multiplied with and added to each of its outputs.
 *
 * @param node Conv2D, DepthwiseConv2dNative or MatMul
 * @param factor one for each output
 * @param offset one for each output
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, not compared
record Linear(NodeDef node, float[] factor, float[] offset) {
    Linear times(Constant by) {
        float[] each = by.perChannel(factor.length);
        return new Linear(node, of(i -> factor[i] * each[i]), of(i -> offset[i] * each[i]));
    }

    Linear plus(Constant addend) {
        float[] each = addend.perChannel(offset.length);
        return new Linear(node, factor, of(i -> offset[i] + each[i]));
    }

    private float[] of(IntFunction<Float> each) {
        float[] values = new float[factor.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = each.apply(i);
        }
        return values;
    }

    /** The weights times the factors. The outputs are the last axis, or with channels that don't mix the last two. */
    Constant weights(Constant kernel) {
        float[] values = kernel.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor[i % factor.length];
        }
        return new Constant(kernel.shape(), values);
    }

    /** {@code [O, I]} to {@code [I, O]}. */
    static Constant transposed(Constant matrix) {
        int outputs = Math.toIntExact(matrix.shape()[0]);
        int inputs = Math.toIntExact(matrix.shape()[1]);
        float[] values = new float[matrix.values().length];
        for (int out = 0; out < outputs; out++) {
            for (int in = 0; in < inputs; in++) {
                values[in * outputs + out] = matrix.values()[out * inputs + in];
            }
        }
        return new Constant(new long[] {inputs, outputs}, values);
    }

    /** {@code [H, W, I, O]} to {@code [O, I, H, W]}. */
    static Constant outputsFirst(Constant kernel) {
        long[] shape = kernel.shape();
        int area = Math.toIntExact(shape[0] * shape[1]);
        int inputs = Math.toIntExact(shape[2]);
        int outputs = Math.toIntExact(shape[3]);
        float[] values = new float[kernel.values().length];
        for (int place = 0; place < area; place++) {
            for (int in = 0; in < inputs; in++) {
                for (int out = 0; out < outputs; out++) {
                    values[(out * inputs + in) * area + place] = kernel.values()[(place * inputs + in) * outputs + out];
                }
            }
        }
        return new Constant(new long[] {outputs, inputs, shape[0], shape[1]}, values);
    }
}

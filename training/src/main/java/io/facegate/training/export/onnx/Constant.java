package io.facegate.training.export.onnx;

import java.util.Arrays;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * What doesn't depend on the faces.
 *
 * @param shape as TensorFlow has it
 * @param values the last axis fastest
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, not compared
record Constant(long[] shape, float[] values) {
    static Constant scalar(float value) {
        return new Constant(new long[0], new float[] {value});
    }

    /**
     * @throws IllegalArgumentException if the tensor is of a type that no weight or setting of an embedder has
     */
    static Constant of(Tensor tensor) {
        float[] values = new float[Math.toIntExact(tensor.shape().size())];
        if (tensor instanceof TFloat32 floats) {
            floats.copyTo(DataBuffers.of(values, false, false));
        } else if (tensor instanceof TInt32 integers) {
            int i = 0;
            for (var value : integers.scalars()) {
                values[i++] = value.getInt();
            }
        } else if (tensor instanceof TInt64 integers) {
            int i = 0;
            for (var value : integers.scalars()) {
                values[i++] = value.getLong();
            }
        } else {
            throw new IllegalArgumentException("A constant is of the type " + tensor.dataType());
        }
        return new Constant(tensor.shape().asArray(), values);
    }

    boolean isSingle() {
        return values.length == 1;
    }

    /** Whether it is one value for each of so many channels, which are the last axis, or one for all. */
    boolean isPerChannel(long channels) {
        return isSingle() || (values.length == channels && shape[shape.length - 1] == channels);
    }

    /** One value for each channel. */
    float[] perChannel(int channels) {
        if (!isSingle()) {
            return values.clone();
        }
        float[] all = new float[channels];
        Arrays.fill(all, values[0]);
        return all;
    }

    /** Of sizes, axes and strides: small whole numbers. */
    long[] integers() {
        long[] integers = new long[values.length];
        for (int i = 0; i < integers.length; i++) {
            integers[i] = (long) values[i];
        }
        return integers;
    }

    Constant reshaped(long... newShape) {
        return new Constant(newShape, values);
    }
}

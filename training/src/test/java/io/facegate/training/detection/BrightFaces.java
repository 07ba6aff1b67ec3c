package io.facegate.training.detection;

import io.facegate.training.network.Initializer;
import io.facegate.training.network.Parameters;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Parameters with which each of MTCNN's networks takes a crop with a bright middle for a face: a path of ones leads from the red
 * of the middle to the logit, and all else is 0. So its answers can be worked out by hand.
 *
 * @param gain from the normalised red to the logit of a face: white is 0.996, black -0.996
 * @param boxOffsets of every crop: left, top, right, bottom
 * @param landmark of every coordinate of every crop
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, not compared
public record BrightFaces(float gain, float[] boxOffsets, float landmark) implements Parameters {
    public BrightFaces(float gain) {
        this(gain, new float[4], 0.5f);
    }

    @Override
    public Operand<TFloat32> weight(Ops tf, String name, Shape shape, Initializer initializer) {
        float[] values = new float[Math.toIntExact(shape.size())];
        if (name.endsWith("/slope")) {
            java.util.Arrays.fill(values, 1);
        } else if (name.equals("box/bias")) {
            System.arraycopy(boxOffsets, 0, values, 0, values.length);
        } else if (name.equals("landmarks/bias")) {
            java.util.Arrays.fill(values, landmark);
        } else if (name.equals("face/kernel")) {
            values[1] = gain;
        } else if (name.equals("dense/kernel")) {
            values[values.length / 9 * 4] = 1; // the middle of 3x3 places
        } else if (name.startsWith("conv") && name.endsWith("/kernel")) {
            long place = shape.get(0) / 2 * shape.get(1) + shape.get(1) / 2;
            values[Math.toIntExact(place * shape.get(2) * shape.get(3))] = 1;
        }
        return tf.constant(shape, DataBuffers.of(values));
    }

    @Override
    public Operand<TFloat32> statistic(Ops tf, String name, Shape shape, Initializer initializer) {
        throw new UnsupportedOperationException(name);
    }
}

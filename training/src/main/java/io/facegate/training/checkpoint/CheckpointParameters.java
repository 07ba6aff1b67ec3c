package io.facegate.training.checkpoint;

import io.facegate.training.network.Initializer;
import io.facegate.training.network.Parameters;
import java.nio.file.Path;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * A network's parameters out of a checkpoint, as constants: for a model that is to be served. Each is to be found in the
 * model by its name, see {@link TrainedNetwork}.
 */
public final class CheckpointParameters implements Parameters {

    /**
     * How the large weights are stored; they are computed with in float32 either way. Norms, biases and slopes stay
     * float32.
     */
    public enum Storage {
        FLOAT32,
        /** Half the size; a value keeps eleven of its 24 significant bits. */
        FLOAT16,
        /**
         * A quarter of the size: 255 even steps between the extremes of each output channel (Krishnamoorthi 2018,
         * "Quantizing deep convolutional networks for efficient inference", symmetric and per channel).
         */
        INT8
    }

    private static final int LARGEST = 127;
    /** TensorFlow Java has no signed bytes. */
    private static final int ZERO = 128;

    private final TrainedNetwork network;
    private final Storage storage;

    /**
     * @param variables prefix of the checkpoint's files: {@link Checkpoint#variables()}
     */
    public CheckpointParameters(Path variables, Storage storage) {
        this.network = new TrainedNetwork.OfCheckpoint(variables);
        this.storage = storage;
    }

    @Override
    public Operand<TFloat32> weight(Ops tf, String name, Shape shape, Initializer initializer) {
        float[] values = network.read(name, shape);
        Operand<TFloat32> weight = shape.numDimensions() < 2
                ? constant(tf, values, shape)
                : switch (storage) {
                    case FLOAT32 -> constant(tf, values, shape);
                    case FLOAT16 -> half(tf, values, shape);
                    case INT8 -> bytes(tf, values, shape);
                };
        return named(tf, name, weight);
    }

    @Override
    public Operand<TFloat32> statistic(Ops tf, String name, Shape shape, Initializer initializer) {
        return named(tf, name, constant(tf, network.read(name, shape), shape));
    }

    private static Operand<TFloat32> named(Ops tf, String name, Operand<TFloat32> parameter) {
        return tf.withName(TrainedNetwork.OfModel.nodeOf(name)).identity(parameter);
    }

    private static Operand<TFloat32> constant(Ops tf, float[] values, Shape shape) {
        return tf.constant(shape, DataBuffers.of(values, true, false));
    }

    private static Operand<TFloat32> half(Ops tf, float[] values, Shape shape) {
        try (TFloat16 halves = TFloat16.tensorOf(shape, DataBuffers.of(values, true, false))) {
            return tf.dtypes.cast(tf.constantOf(halves), TFloat32.class);
        }
    }

    /** The last axis is the output channel, in kernels of convolutions as in matrices. */
    private static Operand<TFloat32> bytes(Ops tf, float[] values, Shape shape) {
        int channels = Math.toIntExact(shape.get(shape.numDimensions() - 1));
        float[] steps = new float[channels];
        for (int i = 0; i < values.length; i++) {
            steps[i % channels] = Math.max(steps[i % channels], Math.abs(values[i]) / LARGEST);
        }
        byte[] stored = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            float step = steps[i % channels];
            stored[i] = (byte) (ZERO + (step == 0 ? 0 : Math.round(values[i] / step)));
        }
        try (TUint8 bytes = TUint8.tensorOf(shape, DataBuffers.of(stored, true, false))) {
            Operand<TFloat32> whole =
                    tf.math.sub(tf.dtypes.cast(tf.constantOf(bytes), TFloat32.class), tf.constant((float) ZERO));
            return tf.math.mul(whole, tf.constant(steps));
        }
    }
}

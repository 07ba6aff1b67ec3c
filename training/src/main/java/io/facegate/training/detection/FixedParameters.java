package io.facegate.training.detection;

import io.facegate.training.network.Initializer;
import io.facegate.training.network.Parameters;
import io.facegate.training.weights.WeightArray;
import java.util.Arrays;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Weights that are known and stay as they are. */
public final class FixedParameters implements Parameters {
    private final Map<String, WeightArray> arrays;

    /**
     * @param arrays by parameter name
     */
    public FixedParameters(Map<String, WeightArray> arrays) {
        this.arrays = Map.copyOf(arrays);
    }

    @Override
    public Operand<TFloat32> weight(Ops tf, String name, Shape shape, Initializer initializer) {
        WeightArray array = arrays.get(name);
        if (array == null) {
            throw new IllegalArgumentException("There is no parameter %s, only %s".formatted(name, arrays.keySet()));
        }
        long[] found = Arrays.stream(array.shape()).asLongStream().toArray();
        if (!Arrays.equals(found, shape.asArray())) {
            throw new IllegalArgumentException(
                    "Parameter %s has the shape %s where %s is expected".formatted(name, Shape.of(found), shape));
        }
        return tf.constant(shape, DataBuffers.of(array.values()));
    }

    @Override
    public Operand<TFloat32> statistic(Ops tf, String name, Shape shape, Initializer initializer) {
        return weight(tf, name, shape, initializer);
    }
}

package io.facegate.training.network;

import java.util.Arrays;
import java.util.Random;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Untrained parameters as constants. Each depends on the seed and its own name only, so the same seed gives the same
 * network bit for bit on every machine, in whatever order it is built.
 *
 * @param seed any number
 */
public record SeededConstants(long seed) implements Parameters {
    /** Fractional part of the golden ratio: spreads seeds that lie close together. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    @Override
    public Operand<TFloat32> weight(Ops tf, String name, Shape shape, Initializer initializer) {
        return tf.constant(shape, DataBuffers.of(values(name, shape, initializer), true, false));
    }

    @Override
    public Operand<TFloat32> statistic(Ops tf, String name, Shape shape, Initializer initializer) {
        return weight(tf, name, shape, initializer);
    }

    float[] values(String name, Shape shape, Initializer initializer) {
        float[] values = new float[Math.toIntExact(shape.size())];
        switch (initializer) {
            case ZEROS -> Arrays.fill(values, 0);
            case ONES -> Arrays.fill(values, 1);
            case QUARTERS -> Arrays.fill(values, 0.25f);
            case HE_NORMAL -> fillNormal(values, name, Math.sqrt(2.0 * lastAxis(shape) / shape.size()));
        }
        return values;
    }

    private void fillNormal(float[] values, String name, double deviation) {
        // both java.util.Random and String.hashCode are specified to the bit
        Random random = new Random((seed * SPREAD + name.hashCode()) * SPREAD);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() * deviation);
        }
    }

    private static long lastAxis(Shape shape) {
        return shape.get(shape.numDimensions() - 1);
    }
}

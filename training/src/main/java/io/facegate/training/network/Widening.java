package io.facegate.training.network;

import java.util.Random;
import org.tensorflow.ndarray.Shape;

/**
 * Parameters of a wide network that computes what a narrow one does (Chen, Goodfellow and Shlens 2016, "Net2Net"): what the
 * narrow one has learned in little time need not be learned again.
 *
 * <p>Channel {@code i} of a wide layer is a copy of channel {@code i % n} of the n narrow ones, so each has equally many
 * copies, and all layers that a shortcut joins have them at the same places. What a kernel makes of a channel is shared out
 * among its copies. The shares are uneven at random, or the copies would have equal gradients and stay copies for ever; since
 * each channel's shares have the sum that they should have, nothing else changes, however uneven they are. Norms, their
 * moving averages, slopes and biases are copied.
 *
 * @param seed of the uneven shares
 */
public record Widening(long seed) {
    /** Of the shares, in deviations of the kernel: with 1 a kernel would be as large as a trained one of its width. */
    private static final double UNEVENNESS = 0.5;

    /**
     * @param name of the parameter, on which its shares depend
     * @param narrow its values, the last axis fastest
     * @param from their shape: of a kernel, the last axis is its outputs, the one before its inputs
     * @param to the shape in the wide network
     * @throws IllegalArgumentException if it is none that {@link #widens} is true of
     */
    public float[] widened(String name, float[] narrow, Shape from, Shape to) {
        if (!widens(from, to)) {
            throw new IllegalArgumentException("%s of %s can't be widened to %s".formatted(name, from, to));
        }
        int last = to.numDimensions() - 1;
        int outputs = (int) to.get(last);
        int narrowOutputs = (int) from.get(last);
        int inputs = last == 0 ? 1 : (int) to.get(last - 1);
        int narrowInputs = last == 0 ? 1 : (int) from.get(last - 1);
        int copies = inputs / narrowInputs;
        Shares shares = new Shares(new Random(seed ^ name.hashCode()), copies, deviation(narrow) / Math.sqrt(copies));
        float[] wide = new float[(int) to.size()];
        for (int cell = 0; cell < to.size() / ((long) inputs * outputs); cell++) {
            for (int input = 0; input < narrowInputs; input++) {
                for (int output = 0; output < outputs; output++) {
                    float value = narrow[(cell * narrowInputs + input) * narrowOutputs + output % narrowOutputs];
                    float[] uneven = shares.of(value);
                    for (int copy = 0; copy < copies; copy++) {
                        wide[(cell * inputs + copy * narrowInputs + input) * outputs + output] = uneven[copy];
                    }
                }
            }
        }
        return wide;
    }

    /** Whether each axis of a shape is as long as in the other, or, where channels are, several times as long. */
    public static boolean widens(Shape from, Shape to) {
        if (from.numDimensions() != to.numDimensions()) {
            return false;
        }
        for (int axis = 0; axis < to.numDimensions(); axis++) {
            boolean channels = axis >= to.numDimensions() - 2;
            boolean fits = channels ? to.get(axis) % from.get(axis) == 0 : to.get(axis) == from.get(axis);
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static double deviation(float[] values) {
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        return Math.sqrt(squares / values.length);
    }

    /** Shares a weight out among copies of its input. */
    private record Shares(Random random, int copies, double spread) {
        float[] of(float whole) {
            double[] uneven = new double[copies];
            double sum = 0;
            for (int copy = 0; copies > 1 && copy < copies; copy++) {
                uneven[copy] = UNEVENNESS * spread * random.nextGaussian();
                sum += uneven[copy];
            }
            float[] shares = new float[copies];
            for (int copy = 0; copy < copies; copy++) {
                shares[copy] = (float) ((whole - sum) / copies + uneven[copy]);
            }
            return shares;
        }
    }
}

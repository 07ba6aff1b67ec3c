package io.facegate.training.weights.onnx;

import java.util.Arrays;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Add, Sub, Mul, Div and their like, where the smaller value is repeated along the axes that it lacks, counted from the
 * last. Constants of a channel are turned along with the feature map, so that it can stay channels last.
 */
final class Broadcasting {
    private Broadcasting() {}

    /** An operation on two values of the same or of repeatable shapes. */
    @FunctionalInterface
    interface Calculation {
        Operand<TFloat32> apply(Ops tf, Operand<TFloat32> left, Operand<TFloat32> right);
    }

    static Operator of(Calculation calculation) {
        return (node, tf) -> apply(node, tf, calculation);
    }

    private static Value apply(Node node, Ops tf, Calculation calculation) {
        Value left = node.value(0);
        Value right = node.value(1);
        boolean channelsLast = isChannelsLast(left) || isChannelsLast(right);
        if (channelsLast && canBeChannelsLast(left) && canBeChannelsLast(right)) {
            return Features.channelsLast(calculation.apply(tf, channelsLast(left, tf), channelsLast(right, tf)));
        }
        return Features.plain(calculation.apply(
                tf,
                node.features(0).plain(tf).operand(),
                node.features(1).plain(tf).operand()));
    }

    /** A constant as it must be to meet a feature map whose channels are last. */
    static Weights channelsLast(Weights weights) {
        long[] four = {1, 1, 1, 1};
        int missing = four.length - weights.rank();
        System.arraycopy(weights.shape(), 0, four, missing, weights.rank());
        Weights turned = weights.reshape(four).transpose(0, 2, 3, 1);
        int leadingOnes = 0;
        while (leadingOnes < four.length && turned.size(leadingOnes) == 1) {
            leadingOnes++;
        }
        return turned.reshape(Arrays.copyOfRange(turned.shape(), leadingOnes, four.length));
    }

    private static boolean isChannelsLast(Value value) {
        return value instanceof Features features && features.layout() == Layout.CHANNELS_LAST;
    }

    private static boolean canBeChannelsLast(Value value) {
        return value instanceof Features features && features.rank() == 4
                || value instanceof Weights weights && weights.rank() <= 4;
    }

    private static Operand<TFloat32> channelsLast(Value value, Ops tf) {
        if (value instanceof Weights weights) {
            return channelsLast(weights).constant(tf);
        }
        return ((Features) value).channelsLast(tf).operand();
    }
}

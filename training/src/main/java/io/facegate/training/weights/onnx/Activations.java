package io.facegate.training.weights.onnx;

import java.util.function.BiFunction;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.LeakyRelu;
import org.tensorflow.types.TFloat32;

/** Functions of single values: Relu, PRelu, LeakyRelu, Clip, Sigmoid and their like. */
final class Activations {
    private Activations() {}

    /** A function without settings. */
    static Operator of(BiFunction<Ops, Operand<TFloat32>, Operand<TFloat32>> function) {
        return (node, tf) -> {
            Features features = node.features(0);
            return features.with(function.apply(tf, features.operand()));
        };
    }

    static Value leakyRelu(Node node, Ops tf) {
        Features features = node.features(0);
        return features.with(tf.nn.leakyRelu(features.operand(), LeakyRelu.alpha(node.decimal("alpha", 0.01f))));
    }

    /** He et al. 2015, "Delving Deep into Rectifiers". */
    static Value parametricRelu(Node node, Ops tf) {
        Features features = node.features(0);
        Weights slope = slope(node, features);
        Operand<TFloat32> x = features.operand();
        Operand<TFloat32> factor = slope.constant(tf);
        if (isAtMostOne(slope)) {
            return features.with(tf.math.maximum(x, tf.math.mul(x, factor)));
        }
        Operand<TFloat32> negative = tf.math.minimum(x, tf.constant(0f));
        return features.with(tf.math.add(tf.nn.relu(x), tf.math.mul(negative, factor)));
    }

    /**
     * A vector is meant for the last axis, by the rules of broadcasting. Exports of MXNet mean the channels; it is taken
     * so where only that fits.
     */
    private static Weights slope(Node node, Features features) {
        Weights slope = node.weights(1);
        long[] shape = features.shape();
        boolean perChannel = slope.rank() == 1
                && shape.length == 4
                && slope.size(0) != 1
                && slope.size(0) == shape[1]
                && slope.size(0) != shape[3];
        Weights aligned = perChannel ? slope.reshape(slope.size(0), 1, 1) : slope;
        return features.layout() == Layout.CHANNELS_LAST ? Broadcasting.channelsLast(aligned) : aligned;
    }

    private static boolean isAtMostOne(Weights slope) {
        for (int i = 0; i < slope.count(); i++) {
            if (!(slope.get(i) <= 1)) {
                return false;
            }
        }
        return true;
    }

    static Value clip(Node node, Ops tf) {
        Features features = node.features(0);
        float least = limit(node, "min", 1, Float.NEGATIVE_INFINITY);
        float most = limit(node, "max", 2, Float.POSITIVE_INFINITY);
        if (least == 0 && most == 6) {
            return features.with(tf.nn.relu6(features.operand()));
        }
        return features.with(clipped(tf, features.operand(), least, most));
    }

    private static float limit(Node node, String attribute, int input, float standard) {
        if (node.has(input)) {
            return node.weights(input).get(0);
        }
        return node.decimal(attribute, standard);
    }

    static Value hardSigmoid(Node node, Ops tf) {
        Features features = node.features(0);
        return features.with(
                hardSigmoid(tf, features.operand(), node.decimal("alpha", 0.2f), node.decimal("beta", 0.5f)));
    }

    static Operand<TFloat32> hardSwish(Ops tf, Operand<TFloat32> x) {
        return tf.math.mul(x, hardSigmoid(tf, x, 1 / 6f, 0.5f));
    }

    private static Operand<TFloat32> hardSigmoid(Ops tf, Operand<TFloat32> x, float alpha, float beta) {
        return clipped(tf, tf.math.add(tf.math.mul(x, tf.constant(alpha)), tf.constant(beta)), 0, 1);
    }

    private static Operand<TFloat32> clipped(Ops tf, Operand<TFloat32> x, float least, float most) {
        return tf.math.minimum(tf.math.maximum(x, tf.constant(least)), tf.constant(most));
    }
}

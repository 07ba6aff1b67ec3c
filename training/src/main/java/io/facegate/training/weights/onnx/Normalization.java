package io.facegate.training.weights.onnx;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.types.TFloat32;

/** BatchNormalization as at inference (Ioffe and Szegedy 2015), and LpNormalization. */
final class Normalization {
    /** Keeps a vector of zeros from becoming NaN. */
    private static final float SMALLEST_SQUARE = 1e-30f;

    private Normalization() {}

    static Value batch(Node node, Ops tf) {
        if (node.integer("training_mode", 0) != 0) {
            throw node.failure("it is in training mode");
        }
        Features features = node.features(0);
        if (features.rank() == 4) {
            if (node.integer("spatial", 1) == 0) {
                throw node.failure("spatial = 0 is not supported");
            }
            FusedBatchNorm<TFloat32, TFloat32> normalized = tf.nn.fusedBatchNorm(
                    features.channelsLast(tf).operand(),
                    node.weights(1).constant(tf),
                    node.weights(2).constant(tf),
                    node.weights(3).constant(tf),
                    node.weights(4).constant(tf),
                    FusedBatchNorm.epsilon(epsilon(node)),
                    FusedBatchNorm.isTraining(false));
            return Features.channelsLast(normalized.y());
        }
        if (features.rank() == 2) {
            return ofVectors(node, tf, features.operand());
        }
        throw node.failure("its input has %d axes; 2 and 4 are supported".formatted(features.rank()));
    }

    private static Features ofVectors(Node node, Ops tf, Operand<TFloat32> vectors) {
        Weights scale = node.weights(1);
        Weights bias = node.weights(2);
        Weights mean = node.weights(3);
        Weights variance = node.weights(4);
        float[] factor = new float[scale.count()];
        float[] offset = new float[scale.count()];
        for (int i = 0; i < factor.length; i++) {
            double each = scale.get(i) / Math.sqrt((double) variance.get(i) + epsilon(node));
            factor[i] = (float) each;
            offset[i] = (float) (bias.get(i) - mean.get(i) * each);
        }
        return Features.plain(tf.math.add(tf.math.mul(vectors, tf.constant(factor)), tf.constant(offset)));
    }

    private static float epsilon(Node node) {
        return node.decimal("epsilon", 1e-5f);
    }

    static Value lp(Node node, Ops tf) {
        if (node.integer("p", 2) != 2) {
            throw node.failure("p = %d is not supported; 2 is".formatted(node.integer("p", 2)));
        }
        Features features = node.features(0);
        int axis = features.storedAxis(node.axis(node.integer("axis", -1), features.rank()));
        Operand<TFloat32> squares = tf.reduceSum(
                tf.math.square(features.operand()), tf.constant(new int[] {axis}), ReduceSum.keepDims(true));
        return features.with(
                tf.math.mul(features.operand(), tf.math.rsqrt(tf.math.maximum(squares, tf.constant(SMALLEST_SQUARE)))));
    }
}

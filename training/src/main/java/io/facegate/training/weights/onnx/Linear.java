package io.facegate.training.weights.onnx;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/** Gemm and MatMul. */
final class Linear {
    private Linear() {}

    static Value gemm(Node node, Ops tf) {
        Operand<TFloat32> left = matrix(node, tf, 0);
        Operand<TFloat32> right = matrix(node, tf, 1);
        Operand<TFloat32> product = tf.linalg.matMul(
                left,
                right,
                MatMul.transposeA(node.integer("transA", 0) != 0),
                MatMul.transposeB(node.integer("transB", 0) != 0));
        Operand<TFloat32> scaled = scaled(tf, product, node.decimal("alpha", 1));
        if (!node.has(2)) {
            return Features.plain(scaled);
        }
        Operand<TFloat32> addend = scaled(tf, node.features(2).plain(tf).operand(), node.decimal("beta", 1));
        return Features.plain(tf.math.add(scaled, addend));
    }

    static Value matMul(Node node, Ops tf) {
        Operand<TFloat32> left = node.features(0).plain(tf).operand();
        Operand<TFloat32> right = node.features(1).plain(tf).operand();
        int leftRank = left.shape().numDimensions();
        int rightRank = right.shape().numDimensions();
        if (leftRank < 2 || rightRank < 2) {
            throw node.failure(
                    "values of %d and %d axes are multiplied; at least 2 are supported".formatted(leftRank, rightRank));
        }
        return Features.plain(
                leftRank == 2 && rightRank == 2
                        ? tf.linalg.matMul(left, right)
                        : tf.train.batchMatMul(left, right, TFloat32.class));
    }

    private static Operand<TFloat32> matrix(Node node, Ops tf, int input) {
        Features features = node.features(input);
        if (features.rank() != 2) {
            throw node.failure("input %d has %d axes where a matrix is expected".formatted(input, features.rank()));
        }
        return features.operand();
    }

    private static Operand<TFloat32> scaled(Ops tf, Operand<TFloat32> values, float factor) {
        return factor == 1 ? values : tf.math.mul(values, tf.constant(factor));
    }
}

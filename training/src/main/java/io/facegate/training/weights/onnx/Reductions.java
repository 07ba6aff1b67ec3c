package io.facegate.training.weights.onnx;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** ReduceMean, ReduceSum and ReduceL2, within one face. */
final class Reductions {
    private Reductions() {}

    /** Puts one value in the place of many along some axes. */
    @FunctionalInterface
    interface Reduction {
        Operand<TFloat32> apply(Ops tf, Operand<TFloat32> values, Operand<TInt32> axes, boolean keepAxes);
    }

    static Operator of(Reduction reduction) {
        return (node, tf) -> apply(node, tf, reduction);
    }

    static Operand<TFloat32> length(Ops tf, Operand<TFloat32> values, Operand<TInt32> axes, boolean keepAxes) {
        return tf.math.sqrt(tf.reduceSum(tf.math.square(values), axes, ReduceSum.keepDims(keepAxes)));
    }

    private static Value apply(Node node, Ops tf, Reduction reduction) {
        List<Long> axes = node.integers("axes", 1);
        if (axes == null || axes.isEmpty()) {
            throw node.failure("it reduces all axes, the batch included");
        }
        boolean keepAxes = node.integer("keepdims", 1) != 0;
        Features features = node.features(0);
        Features ready = keepAxes ? features : features.plain(tf);
        int[] stored = axes.stream()
                .map(axis -> node.axis(axis, ready.rank()))
                .mapToInt(ready::storedAxis)
                .toArray();
        for (int axis : stored) {
            if (axis == 0) {
                throw node.failure("it reduces the batch");
            }
        }
        return ready.with(reduction.apply(tf, ready.operand(), tf.constant(stored), keepAxes));
    }
}

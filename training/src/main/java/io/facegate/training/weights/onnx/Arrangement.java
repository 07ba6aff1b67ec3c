package io.facegate.training.weights.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Transpose, Concat, Expand and Pad: numbers in other places, or more of them. The first axis stays the batch. */
final class Arrangement {
    private Arrangement() {}

    static Value transpose(Node node, Ops tf) {
        Value value = node.value(0);
        int rank = value instanceof Weights weights
                ? weights.rank()
                : node.features(0).rank();
        List<Long> reversed = IntStream.range(0, rank)
                .mapToObj(axis -> (long) (rank - 1 - axis))
                .toList();
        int[] order = node.integers("perm", reversed).stream()
                .mapToInt(axis -> node.axis(axis, rank))
                .toArray();
        if (value instanceof Weights weights) {
            return weights.transpose(order);
        }
        Features features = node.features(0);
        int[] stored = Arrays.stream(order).map(features::storedAxis).toArray();
        boolean moves = !Arrays.equals(stored, IntStream.range(0, rank).toArray());
        return Features.plain(
                moves ? tf.linalg.transpose(features.operand(), tf.constant(stored)) : features.operand());
    }

    static Value concat(Node node, Ops tf) {
        if (node.value(0) instanceof Integers) {
            List<Long> values = new ArrayList<>();
            for (int input = 0; input < node.inputs(); input++) {
                values.addAll(node.integers(input));
            }
            return Integers.vector(values);
        }
        List<Features> inputs =
                IntStream.range(0, node.inputs()).mapToObj(node::features).toList();
        boolean channelsLast = inputs.stream().anyMatch(input -> input.layout() == Layout.CHANNELS_LAST);
        List<Features> aligned = inputs.stream()
                .map(input -> channelsLast ? input.channelsLast(tf) : input.plain(tf))
                .toList();
        int axis = node.axis(node.integer("axis", 1), aligned.get(0).rank());
        List<Operand<TFloat32>> operands =
                aligned.stream().map(Features::operand).toList();
        return aligned.get(0)
                .with(tf.concat(operands, tf.constant(aligned.get(0).storedAxis(axis))));
    }

    /** Only along axes within a face: the batch is as large as it is. */
    static Value expand(Node node, Ops tf) {
        Features features = node.features(0).plain(tf);
        long[] shape = features.shape();
        List<Long> target = node.integers(1);
        if (shape.length != target.size() || shape.length == 0 || shape[0] != Features.BATCH) {
            throw node.failure(
                    "expanding %s to %s is not supported".formatted(Features.text(shape), Features.text(target)));
        }
        long[] factors = new long[shape.length];
        factors[0] = 1;
        for (int axis = 1; axis < factors.length; axis++) {
            factors[axis] = shape[axis] == 1 ? Math.max(target.get(axis), 1) : 1;
        }
        return features.with(tf.tile(features.operand(), tf.constant(factors)));
    }

    static Value pad(Node node, Ops tf) {
        String mode = node.text("mode", "constant");
        List<Long> pads = node.integers("pads", 1);
        if (!mode.equals("constant") || pads == null || node.has(3)) {
            throw node.failure("only constant padding of all axes is supported");
        }
        if (Collections.min(pads) < 0) {
            throw node.failure("pads must not be negative");
        }
        Features features = node.features(0);
        int rank = features.rank();
        if (pads.size() != 2 * rank) {
            throw node.failure("%d pads do not fit %d axes".formatted(pads.size(), rank));
        }
        int[][] stored = new int[rank][];
        for (int axis = 0; axis < rank; axis++) {
            stored[features.storedAxis(axis)] =
                    new int[] {Math.toIntExact(pads.get(axis)), Math.toIntExact(pads.get(axis + rank))};
        }
        float value = node.has(2) ? node.weights(2).get(0) : node.decimal("value", 0);
        return features.with(tf.pad(features.operand(), tf.constant(stored), tf.constant(value)));
    }
}

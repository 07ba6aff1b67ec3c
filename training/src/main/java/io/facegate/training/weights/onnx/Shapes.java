package io.facegate.training.weights.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Flatten, Reshape, Transpose, Squeeze, Unsqueeze, Concat, Expand and Pad. The first axis stays the batch. */
final class Shapes {
    private static final long BATCH_SIZE = -1;

    private Shapes() {}

    static Value flatten(Node node, Ops tf) {
        Features features = node.features(0);
        long given = node.integer("axis", 1);
        long axis = given < 0 ? given + features.rank() : given;
        if (axis != 1) {
            throw node.failure("axis %d would mix the faces of a batch".formatted(axis));
        }
        return reshaped(node, tf, features, List.of(0L, -1L));
    }

    static Value reshape(Node node, Ops tf) {
        List<Long> target = node.integers(1);
        if (node.integer("allowzero", 0) != 0 && target.contains(0L)) {
            throw node.failure("allowzero is not supported");
        }
        Value value = node.value(0);
        if (value instanceof Weights weights) {
            return weights.reshape(resolved(node, weights.shape(), target, weights.count()));
        }
        if (value instanceof Integers integers && target.size() == 1) {
            return Integers.vector(integers.values());
        }
        return reshaped(node, tf, node.features(0), target);
    }

    private static Features reshaped(Node node, Ops tf, Features features, List<Long> target) {
        long[] shape = features.shape();
        if (shape.length == 0 || shape[0] != BATCH_SIZE) {
            long[] fixed = resolved(node, shape, target, Weights.elements(shape));
            return Features.plain(tf.reshape(features.plain(tf).operand(), tf.constant(fixed)));
        }
        long first = target.isEmpty() ? 0 : target.get(0);
        boolean keepsBatch = first == 0 || first == -1 || first == 1 || first == Integers.BATCH;
        if (target.isEmpty() || !keepsBatch && first != node.declaredBatch()) {
            throw node.failure(
                    "reshaping %s to %s would mix the faces of a batch".formatted(text(shape), text(target)));
        }
        long[] own = Arrays.copyOfRange(shape, 1, shape.length);
        long[] rest = resolved(node, own, target.subList(1, target.size()), Weights.elements(own));
        long[] whole = new long[target.size()];
        whole[0] = BATCH_SIZE;
        System.arraycopy(rest, 0, whole, 1, rest.length);
        return Features.plain(tf.reshape(features.plain(tf).operand(), tf.constant(whole)));
    }

    /** The target with its 0 (as it was) and its -1 (whatever is left) filled in. */
    private static long[] resolved(Node node, long[] shape, List<Long> target, long elements) {
        long[] sizes = new long[target.size()];
        int open = -1;
        long known = 1;
        for (int axis = 0; axis < sizes.length; axis++) {
            long size = target.get(axis);
            sizes[axis] = size == 0 && axis < shape.length ? shape[axis] : size;
            if (sizes[axis] == -1 && open < 0) {
                open = axis;
            } else if (sizes[axis] < 1) {
                throw node.failure("reshaping %s to %s is not possible".formatted(text(shape), text(target)));
            } else {
                known *= sizes[axis];
            }
        }
        if (open >= 0) {
            sizes[open] = elements / known;
            known *= sizes[open];
        }
        if (known != elements) {
            throw node.failure("reshaping %s to %s is not possible".formatted(text(shape), text(target)));
        }
        return sizes;
    }

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

    static Value squeeze(Node node, Ops tf) {
        Value value = node.value(0);
        if (value instanceof Integers integers && integers.values().size() == 1) {
            return new Integers(integers.values(), true);
        }
        List<Long> given = node.integers("axes", 1);
        Features features = node.features(0);
        long[] shape = features.shape();
        List<Integer> axes = given == null
                ? IntStream.range(0, shape.length)
                        .filter(axis -> shape[axis] == 1)
                        .boxed()
                        .toList()
                : given.stream().map(axis -> node.axis(axis, shape.length)).toList();
        List<Long> left = new ArrayList<>();
        for (int axis = 0; axis < shape.length; axis++) {
            if (!axes.contains(axis)) {
                left.add(shape[axis]);
            } else if (shape[axis] != 1) {
                throw node.failure("axis %d has %d values, not one".formatted(axis, shape[axis]));
            }
        }
        return withShape(tf, value, features, left);
    }

    static Value unsqueeze(Node node, Ops tf) {
        Value value = node.value(0);
        if (value instanceof Integers integers && integers.scalar()) {
            return Integers.vector(integers.values());
        }
        List<Long> axes = node.integers("axes", 1);
        if (axes == null) {
            throw node.failure("it has no axes");
        }
        Features features = node.features(0);
        int rank = features.rank() + axes.size();
        List<Long> widened =
                new ArrayList<>(Arrays.stream(features.shape()).boxed().toList());
        axes.stream().map(axis -> node.axis(axis, rank)).sorted().forEach(axis -> widened.add(axis, 1L));
        return withShape(tf, value, features, widened);
    }

    private static Value withShape(Ops tf, Value value, Features features, List<Long> shape) {
        long[] sizes = shape.stream().mapToLong(Long::longValue).toArray();
        return value instanceof Weights weights
                ? weights.reshape(sizes)
                : Features.plain(tf.reshape(features.plain(tf).operand(), tf.constant(sizes)));
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
        if (shape.length != target.size() || shape.length == 0 || shape[0] != BATCH_SIZE) {
            throw node.failure("expanding %s to %s is not supported".formatted(text(shape), text(target)));
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

    private static String text(long[] shape) {
        return text(Arrays.stream(shape).boxed().toList());
    }

    private static String text(List<Long> shape) {
        return shape.stream()
                .map(size -> size == Integers.BATCH ? "N" : size.toString())
                .toList()
                .toString();
    }
}

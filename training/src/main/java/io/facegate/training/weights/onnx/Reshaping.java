package io.facegate.training.weights.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.op.Ops;

/** Flatten, Reshape, Squeeze and Unsqueeze: the same numbers in another shape. The first axis stays the batch. */
final class Reshaping {
    private Reshaping() {}

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
        if (shape.length == 0 || shape[0] != Features.BATCH) {
            long[] fixed = resolved(node, shape, target, Weights.elements(shape));
            return Features.plain(tf.reshape(features.plain(tf).operand(), tf.constant(fixed)));
        }
        long first = target.isEmpty() ? 0 : target.get(0);
        boolean keepsBatch = first == 0 || first == -1 || first == 1 || first == Integers.BATCH;
        if (target.isEmpty() || !keepsBatch && first != node.declaredBatch()) {
            throw node.failure("reshaping %s to %s would mix the faces of a batch"
                    .formatted(Features.text(shape), Features.text(target)));
        }
        long[] own = Arrays.copyOfRange(shape, 1, shape.length);
        long[] rest = resolved(node, own, target.subList(1, target.size()), Weights.elements(own));
        long[] whole = new long[target.size()];
        whole[0] = Features.BATCH;
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
                throw node.failure(
                        "reshaping %s to %s is not possible".formatted(Features.text(shape), Features.text(target)));
            } else {
                known *= sizes[axis];
            }
        }
        if (open >= 0) {
            sizes[open] = elements / known;
            known *= sizes[open];
        }
        if (known != elements) {
            throw node.failure(
                    "reshaping %s to %s is not possible".formatted(Features.text(shape), Features.text(target)));
        }
        return sizes;
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
}

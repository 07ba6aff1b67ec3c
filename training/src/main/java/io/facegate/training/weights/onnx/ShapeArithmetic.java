package io.facegate.training.weights.onnx;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.op.Ops;

/**
 * Shape, Gather, Slice, Cast: what exporters write to compute the target of a Reshape. It is worked out here, while the
 * graph is built.
 */
final class ShapeArithmetic {
    /** ONNX's numbers for the types that hold fractions: float, float16, double, bfloat16. */
    private static final List<Long> FLOATING = List.of(1L, 10L, 11L, 16L);

    /** ONNX's numbers for int32 and int64. */
    private static final List<Long> WHOLE = List.of(6L, 7L);

    private ShapeArithmetic() {}

    static Value shape(Node node, Ops tf) {
        if (node.hasAttribute("start") || node.hasAttribute("end")) {
            throw node.failure("start and end are not supported");
        }
        List<Long> sizes = new ArrayList<>();
        for (long size : node.features(0).shape()) {
            sizes.add(size < 0 ? Integers.BATCH : size);
        }
        return Integers.vector(sizes);
    }

    static Value gather(Node node, Ops tf) {
        List<Long> data = node.integers(0);
        if (!(node.value(1) instanceof Integers indices)) {
            throw node.failure("its indices must be constant");
        }
        List<Long> gathered = indices.values().stream()
                .map(index -> data.get(node.axis(index, data.size())))
                .toList();
        return new Integers(gathered, indices.scalar());
    }

    static Value slice(Node node, Ops tf) {
        List<Long> data = node.integers(0);
        List<Long> starts = node.integers("starts", 1);
        List<Long> ends = node.integers("ends", 2);
        if (starts == null || ends == null || starts.size() != 1 || ends.size() != 1) {
            throw node.failure("it needs one start and one end");
        }
        if (node.has(4) && !node.integers(4).equals(List.of(1L))) {
            throw node.failure("steps other than 1 are not supported");
        }
        int start = bound(starts.get(0), data.size());
        int end = bound(ends.get(0), data.size());
        return Integers.vector(data.subList(Math.min(start, end), end));
    }

    private static int bound(long index, int size) {
        long fromFront = index < 0 ? index + size : index;
        return Math.toIntExact(Math.max(0, Math.min(size, fromFront)));
    }

    /** Everything is float32 here; whole numbers are only shapes. */
    static Value cast(Node node, Ops tf) {
        Value value = node.value(0);
        long type = node.integer("to", 0);
        boolean sameKind = (value instanceof Integers ? WHOLE : FLOATING).contains(type);
        if (!sameKind) {
            throw node.failure(
                    "casting between whole numbers and fractions, or to type %d, is not supported".formatted(type));
        }
        return value;
    }
}

package io.facegate.training.export.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import io.facegate.training.export.onnx.ServingGraph.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.NodeDef;

/** What changes the shape or the order of values: poolings, reductions, arrangements. */
final class ShapeTranslation {
    private static final long[] OTHER_ORDER = {0, 3, 1, 2};

    private final ServingGraph graph;
    private final OnnxFile file;
    private final Windows windows;
    private final Function<Reference, Value> translate;
    private final Set<String> splits = new HashSet<>();

    /**
     * @param translate what comes before
     */
    ShapeTranslation(ServingGraph graph, OnnxFile file, Function<Reference, Value> translate) {
        this.graph = graph;
        this.file = file;
        this.windows = new Windows(graph);
        this.translate = translate;
    }

    /**
     * @param value the first input that depends on the faces
     */
    Value translate(Reference reference, Value value) {
        NodeDef node = graph.node(reference);
        return switch (node.getOp()) {
            case "MaxPool", "MaxPoolV2", "AvgPool" -> pooled(reference, node);
            case "Mean" -> reduced(reference, node, value, "ReduceMean");
            case "Sum" -> reduced(reference, node, value, "ReduceSum");
            case "Pad", "PadV2" -> padded(node, value);
            case "Transpose" -> transposed(node, value);
            case "Reshape" -> reshaped(reference, node, value);
            case "ReverseV2" -> reversed(node, value);
            case "ConcatV2" -> concatenated(reference, node, value);
            case "Split" -> split(reference, node, value);
            default -> throw GraphTranslation.unsupported(node, "this operation");
        };
    }

    private Value pooled(Reference reference, NodeDef node) {
        boolean maximum = !node.getOp().equals("AvgPool");
        boolean valid = node.getAttrOrThrow("padding").getS().toStringUtf8().equals("VALID");
        Windows.Padded input = windows.unpadded(graph.input(node, 0), maximum && valid && ofRectified(node));
        Value map = translate.apply(input.map());
        List<Long> kernel = sizes(node, "ksize", 1);
        List<AttributeProto> attributes = windows.attributes(
                node, new long[] {kernel.get(1), kernel.get(2)}, sizes(node, "strides", 2), List.of(), input.pads());
        String name = file.node(
                maximum ? "MaxPool" : "AveragePool",
                reference.node(),
                List.of(map.name()),
                attributes.toArray(AttributeProto[]::new));
        return GraphTranslation.same(map, name);
    }

    /** A maximum takes no notice of padded cells in ONNX: the same as zeros only where no value is negative. */
    private boolean ofRectified(NodeDef pool) {
        NodeDef padding = graph.node(graph.input(pool, 0));
        return Windows.isPadding(padding)
                && graph.node(graph.input(padding, 0)).getOp().equals("Relu");
    }

    /** An attribute, or in newer operations an input. */
    private List<Long> sizes(NodeDef node, String attribute, int input) {
        return node.containsAttr(attribute)
                ? node.getAttrOrThrow(attribute).getList().getIList()
                : Arrays.stream(graph.constant(graph.input(node, input)).integers())
                        .boxed()
                        .toList();
    }

    private Value reduced(Reference reference, NodeDef node, Value value, String operator) {
        long[] axes = Arrays.stream(graph.constant(graph.input(node, 1)).integers())
                .map(value::axis)
                .sorted()
                .toArray();
        boolean keeps = node.getAttrOrThrow("keep_dims").getB();
        if (value.map() && !keeps && !Arrays.equals(axes, new long[] {2, 3})) {
            throw GraphTranslation.unsupported(node, "what is left of a map without its channels");
        }
        String name = file.node(
                operator,
                node.getName(),
                List.of(value.name(), file.integers(axes)),
                OnnxFile.integer("keepdims", keeps ? 1 : 0));
        Shape shape = graph.shape(reference);
        int rank = shape.numDimensions();
        return new Value(name, rank, shape.get(rank - 1), value.map() && keeps);
    }

    private Value padded(NodeDef node, Value value) {
        long[] cells = graph.constant(graph.input(node, 1)).integers();
        long[] pads = new long[2 * value.rank()];
        for (int axis = 0; axis < value.rank(); axis++) {
            int place = Math.toIntExact(value.axis(axis));
            pads[place] = cells[2 * axis];
            pads[place + value.rank()] = cells[2 * axis + 1];
        }
        List<String> inputs = new ArrayList<>(List.of(value.name(), file.integers(pads)));
        if (node.getOp().equals("PadV2")) {
            inputs.add(file.constant(graph.constant(graph.input(node, 2)).reshaped()));
        }
        return GraphTranslation.same(value, file.node("Pad", node.getName(), inputs));
    }

    /** A map with its channels first is what it is already; it only isn't called one any more. */
    private Value transposed(NodeDef node, Value value) {
        long[] order = graph.constant(graph.input(node, 1)).integers();
        if (value.map() && Arrays.equals(order, OTHER_ORDER)) {
            return new Value(value.name(), value.rank(), -1, false);
        }
        if (value.map()) {
            throw GraphTranslation.unsupported(node, "the order %s of axes".formatted(Arrays.toString(order)));
        }
        String name = file.node("Transpose", node.getName(), List.of(value.name()), OnnxFile.integers("perm", order));
        return new Value(name, value.rank(), -1, false);
    }

    private Value reshaped(Reference reference, NodeDef node, Value value) {
        if (!graph.isConstant(graph.input(node, 1))) {
            throw GraphTranslation.unsupported(node, "a shape that is computed");
        }
        long[] shape = graph.constant(graph.input(node, 1)).integers();
        String flat = value.map() ? GraphTranslation.channelsLast(file, value) : value.name();
        String name = file.node("Reshape", node.getName(), List.of(flat, file.integers(shape)));
        return new Value(name, shape.length, graph.shape(reference).get(shape.length - 1), false);
    }

    private Value reversed(NodeDef node, Value value) {
        long[] axes = Arrays.stream(graph.constant(graph.input(node, 1)).integers())
                .map(value::axis)
                .toArray();
        long[] last = new long[axes.length];
        long[] beforeFirst = new long[axes.length];
        Arrays.fill(last, -1);
        Arrays.fill(beforeFirst, Long.MIN_VALUE);
        String name = file.node(
                "Slice",
                node.getName(),
                List.of(
                        value.name(),
                        file.integers(last),
                        file.integers(beforeFirst),
                        file.integers(axes),
                        file.integers(last)));
        return GraphTranslation.same(value, name);
    }

    private Value concatenated(Reference reference, NodeDef node, Value first) {
        int parts = node.getInputCount() - 1;
        List<String> inputs = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            inputs.add(translate.apply(graph.input(node, i)).name());
        }
        long axis = first.axis(graph.constant(graph.input(node, parts)).integers()[0]);
        String name = file.node("Concat", node.getName(), inputs, OnnxFile.integer("axis", axis));
        return new Value(name, first.rank(), graph.shape(reference).get(first.rank() - 1), first.map());
    }

    private Value split(Reference reference, NodeDef node, Value value) {
        int parts = Math.toIntExact(node.getAttrOrThrow("num_split").getI());
        List<String> outputs = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            outputs.add("%s/%d".formatted(node.getName(), i));
        }
        if (splits.add(node.getName())) {
            long axis = value.axis(graph.constant(graph.input(node, 0)).integers()[0]);
            file.node(
                    "Split",
                    List.of(value.name()),
                    outputs,
                    OnnxFile.integer("axis", axis),
                    OnnxFile.integer("num_outputs", parts));
        }
        return GraphTranslation.same(value, outputs.get(reference.index()));
    }
}

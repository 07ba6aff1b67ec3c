package io.facegate.training.export.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.facegate.training.export.onnx.ServingGraph.Reference;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.NodeDef;

/** From the output of a graph back to the faces, each operation by what ONNX calls it. */
final class GraphTranslation {
    private static final Map<String, String> OF_ONE = Map.of(
            "Relu",
            "Relu",
            "Sqrt",
            "Sqrt",
            "Sigmoid",
            "Sigmoid",
            "Tanh",
            "Tanh",
            "Neg",
            "Neg",
            "Reciprocal",
            "Reciprocal");

    private static final Map<String, String> OF_TWO = Map.of(
            "Add", "Add", "AddV2", "Add", "BiasAdd", "Add", "Sub", "Sub", "Mul", "Mul", "Div", "Div", "RealDiv", "Div",
            "Maximum", "Max", "Minimum", "Min");

    private static final long[] CHANNELS_FIRST = {0, 3, 1, 2};
    private static final long[] CHANNELS_LAST = {0, 2, 3, 1};

    private final ServingGraph graph;
    private final OnnxFile file;
    private final LinearTranslation linear;
    private final ShapeTranslation shapes;
    private final Map<Reference, Value> translated = new HashMap<>();

    GraphTranslation(ServingGraph graph, OnnxFile file) {
        this.graph = graph;
        this.file = file;
        this.linear = new LinearTranslation(graph, file, this::translate);
        this.shapes = new ShapeTranslation(graph, file, this::translate);
    }

    Value translate(Reference reference) {
        Value known = translated.get(reference);
        if (known == null) {
            Linear found = linear.find(reference);
            known = found == null ? operation(reference) : linear.write(reference.node(), found);
            translated.put(reference, known);
        }
        return known;
    }

    private Value operation(Reference reference) {
        NodeDef node = graph.node(reference);
        String name = node.getName();
        if (name.equals(graph.input())) {
            return faces(reference);
        }
        if (graph.isConstant(reference)) {
            throw unsupported(node, "a constant where something of the faces is expected");
        }
        String operator = node.getOp();
        if (OF_TWO.containsKey(operator)) {
            return ofTwo(reference, OF_TWO.get(operator));
        }
        Value value = translate(graph.input(node, operator.equals("Split") ? 1 : 0));
        if (OF_ONE.containsKey(operator)) {
            return same(value, file.node(OF_ONE.get(operator), name, List.of(value.name())));
        }
        return switch (operator) {
            case "Identity", "StopGradient" -> value;
            case "Square" -> same(value, file.node("Mul", name, List.of(value.name(), value.name())));
            case "Rsqrt" -> {
                String root = file.node("Sqrt", name + "/root", List.of(value.name()));
                yield same(value, file.node("Reciprocal", name, List.of(root)));
            }
            case "Cast" -> same(value, file.node("Cast", name, List.of(value.name()), toFloat(node)));
            default -> shapes.translate(reference, value);
        };
    }

    /** 8-bit, channels last, as the contract of an embedder wants them. */
    private Value faces(Reference reference) {
        Shape shape = graph.shape(reference);
        file.input(ModelContract.Embedder.FACES, TensorProto.DataType.UINT8, shape.asArray());
        String map = file.node(
                "Transpose",
                "channels_first",
                List.of(ModelContract.Embedder.FACES),
                OnnxFile.integers("perm", CHANNELS_FIRST));
        return new Value(map, 4, shape.get(3), true);
    }

    private Value ofTwo(Reference reference, String operator) {
        NodeDef node = graph.node(reference);
        Reference left = graph.input(node, 0);
        Reference right = graph.input(node, 1);
        boolean map = graph.isConstant(left)
                ? translate(right).map()
                : translate(left).map();
        String name = file.node(operator, node.getName(), List.of(operand(left, map), operand(right, map)));
        Shape shape = graph.shape(reference);
        return new Value(name, shape.numDimensions(), shape.get(shape.numDimensions() - 1), map);
    }

    private String operand(Reference reference, boolean map) {
        if (graph.isConstant(reference)) {
            return file.constant(map ? ofChannels(reference) : graph.constant(reference));
        }
        Value value = translate(reference);
        if (value.map() != map) {
            throw unsupported(graph.node(reference), "channels first and last together");
        }
        return value.name();
    }

    private Constant ofChannels(Reference reference) {
        Constant constant = graph.constant(reference);
        if (constant.isSingle()) {
            return constant.reshaped();
        }
        long channels = constant.shape()[constant.shape().length - 1];
        if (!constant.isPerChannel(channels)) {
            throw unsupported(graph.node(reference), "a constant that isn't the same in every place of a map");
        }
        return constant.reshaped(channels, 1, 1);
    }

    static Value same(Value value, String name) {
        return new Value(name, value.rank(), value.channels(), value.map());
    }

    private static AttributeProto toFloat(NodeDef node) {
        if (!node.getAttrOrThrow("DstT").getType().name().equals("DT_FLOAT")) {
            throw unsupported(node, "a cast to anything but float32");
        }
        return OnnxFile.integer("to", TensorProto.DataType.FLOAT.getNumber());
    }

    static String channelsLast(OnnxFile file, Value map) {
        return file.node(
                "Transpose",
                map.name() + "/channels_last",
                List.of(map.name()),
                OnnxFile.integers("perm", CHANNELS_LAST));
    }

    static ModelException unsupported(NodeDef node, String what) {
        return new ModelException(
                "Node '%s' (%s) can't be exported to ONNX: %s is not supported.%nMaybe the model was made by another program."
                        .formatted(node.getName(), node.getOp(), what));
    }
}

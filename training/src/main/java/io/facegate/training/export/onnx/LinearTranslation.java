package io.facegate.training.export.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import io.facegate.training.export.onnx.ServingGraph.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tensorflow.proto.NodeDef;

/** Convolutions and products with matrices, together with the factors and offsets behind them. */
final class LinearTranslation {
    private final ServingGraph graph;
    private final OnnxFile file;
    private final Windows windows;
    private final Function<Reference, Value> translate;

    /**
     * @param translate what comes before them
     */
    LinearTranslation(ServingGraph graph, OnnxFile file, Function<Reference, Value> translate) {
        this.graph = graph;
        this.file = file;
        this.windows = new Windows(graph);
        this.translate = translate;
    }

    /** The whole of what ends in this node; null if that isn't linear. */
    @Nullable
    Linear find(Reference reference) {
        NodeDef node = graph.node(reference);
        return switch (node.getOp()) {
            case "Conv2D", "DepthwiseConv2dNative", "MatMul" -> bare(node);
            case "BiasAdd", "Add", "AddV2", "Mul" -> extended(node);
            default -> null;
        };
    }

    private @Nullable Linear bare(NodeDef node) {
        if (!graph.isConstant(graph.input(node, 1))) {
            return null;
        }
        long[] shape = graph.shape(graph.input(node, 1)).asArray();
        int rank = shape.length;
        long outputs = node.getOp().equals("DepthwiseConv2dNative") ? shape[2] * shape[3] : shape[rank - 1];
        if (node.getOp().equals("MatMul") && flag(node, "transpose_b")) {
            outputs = shape[0];
        }
        float[] ones = new float[Math.toIntExact(outputs)];
        Arrays.fill(ones, 1);
        return new Linear(node, ones, new float[ones.length]);
    }

    private @Nullable Linear extended(NodeDef node) {
        int constant = graph.isConstant(graph.input(node, 1)) ? 1 : 0;
        Reference inner = graph.input(node, 1 - constant);
        if (!graph.isConstant(graph.input(node, constant)) || !graph.hasOneConsumer(inner)) {
            return null;
        }
        Linear linear = find(inner);
        if (linear == null) {
            return null;
        }
        Constant with = graph.constant(graph.input(node, constant));
        if (!with.isPerChannel(linear.factor().length)) {
            return null;
        }
        return node.getOp().equals("Mul") ? linear.times(with) : linear.plus(with);
    }

    /**
     * @param name of what it gives
     */
    Value write(String name, Linear linear) {
        return linear.node().getOp().equals("MatMul") ? product(name, linear) : convolution(name, linear);
    }

    private Value product(String name, Linear linear) {
        NodeDef node = linear.node();
        if (flag(node, "transpose_a")) {
            throw GraphTranslation.unsupported(node, "a transposition of what depends on the faces");
        }
        Value vectors = translate.apply(graph.input(node, 0));
        Constant matrix = graph.constant(graph.input(node, 1));
        String weights = file.constant(linear.weights(flag(node, "transpose_b") ? Linear.transposed(matrix) : matrix));
        file.node("Gemm", name, List.of(vectors.name(), weights, offset(linear)));
        return new Value(name, 2, linear.offset().length, false);
    }

    private Value convolution(String name, Linear linear) {
        NodeDef node = linear.node();
        boolean depthwise = node.getOp().equals("DepthwiseConv2dNative");
        boolean valid = node.getAttrOrThrow("padding").getS().toStringUtf8().equals("VALID");
        Windows.Padded input = windows.unpadded(graph.input(node, 0), valid);
        Value map = translate.apply(input.map());
        Constant kernel = linear.weights(graph.constant(graph.input(node, 1)));
        long[] shape = kernel.shape();
        Constant weights =
                Linear.outputsFirst(depthwise ? kernel.reshaped(shape[0], shape[1], 1, shape[2] * shape[3]) : kernel);
        List<AttributeProto> attributes = new ArrayList<>(windows.attributes(
                node,
                new long[] {shape[0], shape[1]},
                node.getAttrOrThrow("strides").getList().getIList(),
                node.getAttrOrThrow("dilations").getList().getIList(),
                input.pads()));
        attributes.add(OnnxFile.integer("group", map.channels() / weights.shape()[1]));
        file.node(
                "Conv",
                name,
                List.of(map.name(), file.constant(weights), offset(linear)),
                attributes.toArray(AttributeProto[]::new));
        return new Value(name, 4, linear.offset().length, true);
    }

    private String offset(Linear linear) {
        return file.constant(new Constant(new long[] {linear.offset().length}, linear.offset()));
    }

    private static boolean flag(NodeDef node, String name) {
        return node.containsAttr(name) && node.getAttrOrThrow(name).getB();
    }
}

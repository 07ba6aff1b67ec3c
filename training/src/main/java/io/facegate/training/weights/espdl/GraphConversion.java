package io.facegate.training.weights.espdl;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.facegate.vision.model.ModelException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * ESP-DL's operators are ONNX's, by the same names; they differ in what follows. Channels are last in ESP-DL, so its
 * transpositions to channels first, before it flattens, are nothing here, where channels are first throughout. A product of
 * matrices has its weights as the kernel of a 1x1 convolution.
 */
final class GraphConversion {
    private static final int NODES = 0;
    private static final int INITIALIZERS = 2;
    private static final int INPUTS = 4;
    private static final int OUTPUTS = 5;

    private static final int VALUE_NAME = 0;
    private static final int VALUE_TYPE = 1;
    private static final int TYPE_VALUE = 1;
    private static final int TENSOR_SHAPE = 1;
    private static final int SHAPE_DIMENSIONS = 0;
    private static final int DIMENSION_VALUE = 0;
    private static final int VALUE_SIZE = 1;

    /** ONNX's operators have meant the same from before this set on. */
    private static final int OPSET = 13;

    private final FlatTable graph;
    private final Map<String, TensorProto> weights = new HashMap<>();

    GraphConversion(FlatTable graph) {
        this.graph = graph;
    }

    ModelProto model() {
        for (FlatTable tensor : graph.tables(INITIALIZERS)) {
            QuantizedTensor quantized = new QuantizedTensor(tensor);
            weights.put(quantized.name(), quantized.floats());
        }
        List<NodeProto> nodes = new ArrayList<>();
        for (FlatTable node : graph.tables(NODES)) {
            nodes.add(new NodeConversion(node).proto(weights));
        }
        GraphProto.Builder converted = GraphProto.newBuilder().addAllNode(nodes).addAllInitializer(weights.values());
        graph.tables(INPUTS).forEach(input -> converted.addInput(channelsFirst(input)));
        graph.tables(OUTPUTS)
                .forEach(output ->
                        converted.addOutput(ValueInfoProto.newBuilder().setName(output.text(VALUE_NAME))));
        return ModelProto.newBuilder()
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .setGraph(converted)
                .build();
    }

    private static ValueInfoProto channelsFirst(FlatTable value) {
        List<Long> sizes =
                value.table(VALUE_TYPE).table(TYPE_VALUE).table(TENSOR_SHAPE).tables(SHAPE_DIMENSIONS).stream()
                        .map(dimension -> dimension.table(DIMENSION_VALUE).longNumber(VALUE_SIZE))
                        .toList();
        if (sizes.size() != 4) {
            throw new ModelException("The input '%s' has the shape %s where [N, S, S, 3] is expected."
                    .formatted(value.text(VALUE_NAME), sizes));
        }
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (int axis : new int[] {0, 3, 1, 2}) {
            shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(sizes.get(axis)));
        }
        return ValueInfoProto.newBuilder()
                .setName(value.text(VALUE_NAME))
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(TensorProto.DataType.FLOAT.getNumber())
                                .setShape(shape)))
                .build();
    }
}

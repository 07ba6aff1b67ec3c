package io.facegate.training.export.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** An ONNX file in the making. What is made in the same order is the same file. */
final class OnnxFile {
    /** Split into a number of parts came with it, and every ONNX Runtime since 1.14 has it. */
    private static final int OPSET = 18;

    private static final int IR_VERSION = 8;
    private static final String FREE = "N";

    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private int constants;

    /**
     * @param shape -1 is the number of faces
     */
    void input(String name, TensorProto.DataType type, long... shape) {
        graph.addInput(valueInfo(name, type, shape));
    }

    /**
     * @param shape -1 is the number of faces
     */
    void output(String name, TensorProto.DataType type, long... shape) {
        graph.addOutput(valueInfo(name, type, shape));
    }

    /** Adds a node with one output, which has its name. */
    String node(String operator, String name, List<String> inputs, AttributeProto... attributes) {
        node(operator, inputs, List.of(name), attributes);
        return name;
    }

    void node(String operator, List<String> inputs, List<String> outputs, AttributeProto... attributes) {
        graph.addNode(NodeProto.newBuilder()
                .setName(outputs.get(0))
                .setOpType(operator)
                .addAllInput(inputs)
                .addAllOutput(outputs)
                .addAllAttribute(List.of(attributes)));
    }

    /** Stores floats and gives their name. */
    String constant(Constant constant) {
        ByteBuffer bytes =
                ByteBuffer.allocate(constant.values().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(constant.values());
        return store(TensorProto.DataType.FLOAT, ByteString.copyFrom(bytes), constant.shape());
    }

    /** Stores a vector of integers and gives its name. */
    String integers(long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return store(TensorProto.DataType.INT64, ByteString.copyFrom(bytes), values.length);
    }

    private String store(TensorProto.DataType type, ByteString bytes, long... shape) {
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName("constant_" + constants++)
                .setDataType(type.getNumber())
                .setRawData(bytes);
        for (long size : shape) {
            tensor.addDims(size);
        }
        graph.addInitializer(tensor);
        return tensor.getName();
    }

    static AttributeProto integer(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    static AttributeProto integers(String name, long... values) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
        for (long value : values) {
            attribute.addInts(value);
        }
        return attribute.build();
    }

    static AttributeProto text(String name, String value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value))
                .build();
    }

    /**
     * @param name of the graph
     */
    ModelProto model(String name) {
        return ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("facegate")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .addMetadataProps(StringStringEntryProto.newBuilder()
                        .setKey("facegate.model")
                        .setValue(name))
                .setGraph(graph.setName(name))
                .build();
    }

    private static ValueInfoProto valueInfo(String name, TensorProto.DataType type, long... shape) {
        TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
        for (long size : shape) {
            TensorShapeProto.Dimension.Builder dimension = TensorShapeProto.Dimension.newBuilder();
            dimensions.addDim(size < 0 ? dimension.setDimParam(FREE) : dimension.setDimValue(size));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(type.getNumber())
                                .setShape(dimensions)))
                .build();
    }
}

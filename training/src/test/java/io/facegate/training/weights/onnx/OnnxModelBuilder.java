package io.facegate.training.weights.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Small ONNX models: one input {@code x}, nodes in order, one output {@code y}. */
public final class OnnxModelBuilder {
    static final String INPUT = "x";
    static final String OUTPUT = "y";

    private final ModelProto.Builder model = ModelProto.newBuilder().setIrVersion(8);
    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("test");
    private final Random random = new Random(1);
    private int opset = 13;

    /**
     * @param shape -1 is a free axis
     */
    public static OnnxModelBuilder input(long... shape) {
        return new OnnxModelBuilder().addInput(INPUT, shape);
    }

    OnnxModelBuilder addInput(String name, long... shape) {
        graph.addInput(value(name, TensorProto.DataType.FLOAT, shape));
        return this;
    }

    OnnxModelBuilder opset(int version) {
        opset = version;
        return this;
    }

    /** Normally distributed, always the same. */
    OnnxModelBuilder random(String name, long... shape) {
        float[] values = new float[Math.toIntExact(Weights.elements(shape))];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return floats(name, shape, values);
    }

    /** Between 0.5 and 1.5, for variances and divisors. */
    OnnxModelBuilder positive(String name, long... shape) {
        float[] values = new float[Math.toIntExact(Weights.elements(shape))];
        for (int i = 0; i < values.length; i++) {
            values[i] = 0.5f + random.nextFloat();
        }
        return floats(name, shape, values);
    }

    OnnxModelBuilder scalar(String name, float value) {
        return floats(name, new long[0], value);
    }

    OnnxModelBuilder floats(String name, long[] shape, float... values) {
        TensorProto.Builder tensor = tensor(name, TensorProto.DataType.FLOAT, shape);
        for (float value : values) {
            tensor.addFloatData(value);
        }
        return tensor(tensor);
    }

    OnnxModelBuilder integers(String name, long... values) {
        TensorProto.Builder tensor = tensor(name, TensorProto.DataType.INT64, values.length);
        for (long value : values) {
            tensor.addInt64Data(value);
        }
        return tensor(tensor);
    }

    OnnxModelBuilder index(String name, long value) {
        return tensor(tensor(name, TensorProto.DataType.INT64).addInt64Data(value));
    }

    OnnxModelBuilder bool(String name, boolean value) {
        return tensor(tensor(name, TensorProto.DataType.BOOL).addInt32Data(value ? 1 : 0));
    }

    OnnxModelBuilder raw(String name, TensorProto.DataType type, byte[] bytes, long... shape) {
        return tensor(tensor(name, type, shape).setRawData(ByteString.copyFrom(bytes)));
    }

    OnnxModelBuilder tensor(TensorProto.Builder tensor) {
        graph.addInitializer(tensor);
        return this;
    }

    static TensorProto.Builder tensor(String name, TensorProto.DataType type, long... shape) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(type.getNumber());
        for (long size : shape) {
            tensor.addDims(size);
        }
        return tensor;
    }

    /** A node named after its operator and its place, such as {@code /Conv_0}. */
    public OnnxModelBuilder node(String operator, List<String> inputs, String output, AttributeProto... attributes) {
        return node("", operator, inputs, output, attributes);
    }

    OnnxModelBuilder node(
            String domain, String operator, List<String> inputs, String output, AttributeProto... attributes) {
        graph.addNode(NodeProto.newBuilder()
                .setDomain(domain)
                .setName("/%s_%d".formatted(operator, graph.getNodeCount()))
                .setOpType(operator)
                .addAllInput(inputs)
                .addOutput(output)
                .addAllAttribute(List.of(attributes)));
        return this;
    }

    OnnxModelBuilder output(String name) {
        graph.addOutput(ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(
                                TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT.getNumber()))));
        return this;
    }

    public Path write(Path folder) throws IOException {
        if (graph.getOutputCount() == 0) {
            output(OUTPUT);
        }
        model.clearOpsetImport().addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset));
        return Files.write(
                folder.resolve("model.onnx"), model.setGraph(graph).build().toByteArray());
    }

    private static ValueInfoProto value(String name, TensorProto.DataType type, long... shape) {
        TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
        for (long size : shape) {
            TensorShapeProto.Dimension.Builder dimension = TensorShapeProto.Dimension.newBuilder();
            dimensions.addDim(size < 0 ? dimension.setDimParam("N") : dimension.setDimValue(size));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(type.getNumber())
                                .setShape(dimensions)))
                .build();
    }

    static AttributeProto ints(String name, long... values) {
        AttributeProto.Builder attribute = attribute(name, AttributeProto.AttributeType.INTS);
        for (long value : values) {
            attribute.addInts(value);
        }
        return attribute.build();
    }

    static AttributeProto integer(String name, int value) {
        return attribute(name, AttributeProto.AttributeType.INT).setI(value).build();
    }

    static AttributeProto decimal(String name, float value) {
        return attribute(name, AttributeProto.AttributeType.FLOAT).setF(value).build();
    }

    static AttributeProto decimals(String name, float... values) {
        AttributeProto.Builder attribute = attribute(name, AttributeProto.AttributeType.FLOATS);
        for (float value : values) {
            attribute.addFloats(value);
        }
        return attribute.build();
    }

    static AttributeProto text(String name, String value) {
        return attribute(name, AttributeProto.AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value))
                .build();
    }

    static AttributeProto tensor(String name, TensorProto.Builder tensor) {
        return attribute(name, AttributeProto.AttributeType.TENSOR).setT(tensor).build();
    }

    private static AttributeProto.Builder attribute(String name, AttributeProto.AttributeType type) {
        return AttributeProto.newBuilder().setName(name).setType(type);
    }
}

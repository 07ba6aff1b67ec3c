package io.facegate.training.export.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A network in 8 bits, in the form that ONNX calls QDQ: each value is followed by a pair of nodes that round it, and kernels are
 * stored rounded. An engine computes with the 8 bits wherever an operation lies between such pairs.
 *
 * <p>See {@link WeightBits} for how many bits of a weight are used.
 */
final class QuantizedModel {
    private static final String ROUNDED = "/rounded";
    private static final String BITS = "/bits";

    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private final Map<String, TensorProto> floats;
    private final Map<String, Range> ranges;
    private final WeightBits bits;
    private final Map<String, TensorProto> stored = new HashMap<>();

    private QuantizedModel(GraphProto original, Map<String, Range> ranges, WeightBits bits) {
        this.bits = bits;
        this.floats = original.getInitializerList().stream()
                .collect(Collectors.toMap(TensorProto::getName, tensor -> tensor));
        this.ranges = ranges;
    }

    /**
     * @param ranges of each of the values
     */
    static ModelProto of(ModelProto model, QuantizedValues values, Map<String, Range> ranges, WeightBits bits) {
        QuantizedModel quantized = new QuantizedModel(values.graph(), values.ranges(ranges), bits);
        for (NodeProto node : values.graph().getNodeList()) {
            quantized.add(node, values);
        }
        return model.toBuilder()
                .setGraph(quantized
                        .graph
                        .setName(values.graph().getName())
                        .addAllInput(values.graph().getInputList())
                        .addAllOutput(values.graph().getOutputList()))
                .build();
    }

    private void add(NodeProto node, QuantizedValues values) {
        boolean convolution = node.getOpType().equals("Conv") && values.all().contains(node.getInput(0));
        List<String> inputs = new ArrayList<>();
        for (String input : node.getInputList()) {
            inputs.add(values.all().contains(input) ? input + ROUNDED : input);
        }
        if (convolution) {
            kernel(node, inputs);
        } else {
            inputs.stream().filter(floats::containsKey).forEach(this::keep);
        }
        graph.addNode(node.toBuilder().clearInput().addAllInput(inputs));
        node.getOutputList().stream().filter(values.all()::contains).forEach(this::round);
    }

    private void keep(String constant) {
        if (stored.putIfAbsent(constant, floats.get(constant)) == null) {
            graph.addInitializer(floats.get(constant));
        }
    }

    private Range range(String value) {
        return Objects.requireNonNull(ranges.get(value), value);
    }

    private TensorProto constant(String name) {
        return Objects.requireNonNull(floats.get(name), name);
    }

    private void round(String value) {
        Range range = range(value);
        String step = store(floats(value + "/step", range.step()));
        String zero = store(TensorProto.newBuilder()
                .setName(value + "/zero")
                .setDataType(TensorProto.DataType.UINT8.getNumber())
                .setRawData(ByteString.copyFrom(new byte[] {(byte) range.zero()})));
        node("QuantizeLinear", value + BITS, List.of(value, step, zero));
        node("DequantizeLinear", value + ROUNDED, List.of(value + BITS, step, zero));
    }

    /** A step for each output channel, which is the first axis. */
    private void kernel(NodeProto node, List<String> inputs) {
        TensorProto kernel = constant(node.getInput(1));
        float[] weights = values(kernel);
        int channels = Math.toIntExact(kernel.getDims(0));
        int each = weights.length / channels;
        float[] steps = new float[channels];
        byte[] rounded = new byte[weights.length];
        for (int channel = 0; channel < channels; channel++) {
            float largest = 0;
            for (int i = channel * each; i < (channel + 1) * each; i++) {
                largest = Math.max(largest, Math.abs(weights[i]));
            }
            steps[channel] = largest > 0 ? largest / bits.largest() : 1;
            for (int i = channel * each; i < (channel + 1) * each; i++) {
                rounded[i] = (byte) Math.round(weights[i] / steps[channel]);
            }
        }
        String name = node.getOutput(0) + "/kernel";
        inputs.set(
                1,
                dequantized(
                        name,
                        TensorProto.newBuilder()
                                .addAllDims(kernel.getDimsList())
                                .setDataType(TensorProto.DataType.INT8.getNumber())
                                .setRawData(ByteString.copyFrom(rounded)),
                        steps));
        float step = range(node.getInput(0)).step();
        for (int channel = 0; channel < channels; channel++) {
            steps[channel] *= step;
        }
        inputs.set(2, offset(node, steps));
    }

    /** On the steps of the products that it is added to. */
    private String offset(NodeProto node, float[] steps) {
        float[] offsets = values(constant(node.getInput(2)));
        ByteBuffer bytes = ByteBuffer.allocate(offsets.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < offsets.length; i++) {
            bytes.putInt(Math.round(offsets[i] / steps[i])); // saturates
        }
        return dequantized(
                node.getOutput(0) + "/offset",
                TensorProto.newBuilder()
                        .addDims(offsets.length)
                        .setDataType(TensorProto.DataType.INT32.getNumber())
                        .setRawData(ByteString.copyFrom(bytes.flip())),
                steps);
    }

    private String dequantized(String name, TensorProto.Builder tensor, float[] steps) {
        String whole = store(tensor.setName(name + BITS));
        String step = store(floats(name + "/steps", steps).addDims(steps.length));
        node("DequantizeLinear", name, List.of(whole, step)).addAttribute(OnnxFile.integer("axis", 0));
        return name;
    }

    private NodeProto.Builder node(String operator, String name, List<String> inputs) {
        return graph.addNodeBuilder()
                .setOpType(operator)
                .setName(name)
                .addAllInput(inputs)
                .addOutput(name);
    }

    private String store(TensorProto.Builder tensor) {
        graph.addInitializer(tensor);
        return tensor.getName();
    }

    private static TensorProto.Builder floats(String name, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.FLOAT.getNumber())
                .setRawData(ByteString.copyFrom(bytes));
    }

    private static float[] values(TensorProto tensor) {
        float[] values = new float[tensor.getRawData().size() / Float.BYTES];
        tensor.getRawData()
                .asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        return values;
    }
}

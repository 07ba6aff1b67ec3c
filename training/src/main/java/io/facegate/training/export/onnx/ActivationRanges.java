package io.facegate.training.export.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.facegate.vision.alignment.FaceCrop;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Between which values the operations of a network answer for faces: from the mean of each face's least to the mean of each
 * face's greatest. Few values of a face lie outside, and finer steps for all others are worth more than those.
 */
final class ActivationRanges {
    private static final String LEAST = "least of ";
    private static final String GREATEST = "greatest of ";

    private ActivationRanges() {}

    /**
     * @param values names of values of the network
     * @param faces one or more
     */
    static Map<String, Range> measure(ModelProto model, Collection<String> values, List<FaceCrop> faces) {
        Map<String, double[]> sums = new HashMap<>();
        try (OnnxSession session = new OnnxSession(observed(model, values))) {
            for (FaceCrop face : faces) {
                OnnxSession.Outputs found = session.run(face);
                for (String value : values) {
                    double[] sum = sums.computeIfAbsent(value, name -> new double[2]);
                    sum[0] += found.values(LEAST + value)[0];
                    sum[1] += found.values(GREATEST + value)[0];
                }
            }
        }
        Map<String, Range> ranges = new HashMap<>();
        sums.forEach((value, sum) ->
                ranges.put(value, new Range((float) (sum[0] / faces.size()), (float) (sum[1] / faces.size()))));
        return ranges;
    }

    /** The network that tells the least and the greatest of these values, too. */
    private static ModelProto observed(ModelProto model, Collection<String> values) {
        GraphProto.Builder graph = model.getGraph().toBuilder();
        for (String value : values) {
            observe(graph, "ReduceMin", value, LEAST + value);
            observe(graph, "ReduceMax", value, GREATEST + value);
        }
        return model.toBuilder().setGraph(graph).build();
    }

    private static void observe(GraphProto.Builder graph, String operator, String value, String name) {
        graph.addNode(NodeProto.newBuilder()
                .setOpType(operator)
                .setName(name)
                .addInput(value)
                .addOutput(name)
                .addAttribute(OnnxFile.integer("keepdims", 0)));
        graph.addOutput(ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(
                                TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT.getNumber()))));
    }
}

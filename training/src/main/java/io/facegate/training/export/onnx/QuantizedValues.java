package io.facegate.training.export.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which values of a network are in 8 bits: what goes into convolutions and comes out of them, additions of two such (of
 * residual blocks) and the largest of such (poolings). What comes before, and the head behind them, costs next to nothing and
 * stays float32.
 */
final class QuantizedValues {
    private final GraphProto graph;
    private final Set<String> constants;
    private final Map<String, Integer> consumers = new HashMap<>();
    private final Set<String> values = new LinkedHashSet<>();
    /** What is rectified at once, by what rectifies it: both are one operation in 8 bits. */
    private final Map<String, String> rectified = new HashMap<>();
    /** What a pooling gives, by what it takes: of the same range. */
    private final Map<String, String> pooled = new LinkedHashMap<>();

    QuantizedValues(GraphProto graph) {
        this.graph = graph;
        this.constants =
                graph.getInitializerList().stream().map(TensorProto::getName).collect(Collectors.toSet());
        for (NodeProto node : graph.getNodeList()) {
            node.getInputList().forEach(input -> consumers.merge(input, 1, Integer::sum));
        }
        for (NodeProto node : graph.getNodeList()) {
            if (node.getOpType().equals("Relu") && consumers.getOrDefault(node.getInput(0), 0) == 1) {
                rectified.put(node.getInput(0), node.getOutput(0));
            }
        }
        graph.getNodeList().forEach(this::look);
    }

    /** Nodes come after those that they need. */
    private void look(NodeProto node) {
        String first = node.getInput(0);
        switch (node.getOpType()) {
            case "Conv" -> {
                if (constants.contains(node.getInput(1))) {
                    values.add(first);
                    add(node);
                }
            }
            case "Add" -> {
                if (values.contains(first) && values.contains(node.getInput(1))) {
                    add(node);
                }
            }
            case "MaxPool" -> {
                if (values.contains(first)) {
                    values.add(node.getOutput(0));
                    pooled.put(node.getOutput(0), first);
                }
            }
            default -> {}
        }
    }

    private void add(NodeProto node) {
        values.add(rectified.getOrDefault(node.getOutput(0), node.getOutput(0)));
    }

    GraphProto graph() {
        return graph;
    }

    /** In the order in which they are computed. */
    Set<String> all() {
        return values;
    }

    /** A pooling's answers are some of its inputs, and must lie on the same steps. */
    Map<String, Range> ranges(Map<String, Range> measured) {
        Map<String, Range> ranges = new HashMap<>(measured);
        pooled.forEach((output, input) -> ranges.put(output, ranges.get(input)));
        return ranges;
    }
}

package io.facegate.training.weights.onnx;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.facegate.vision.model.ModelException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.op.Ops;

/** Walks the nodes of an ONNX model, in the order in which it lists them, and writes each into a TensorFlow graph. */
final class OnnxGraph {
    private final OnnxModel model;
    private final Ops tf;
    private final Map<String, Value> values = new HashMap<>();

    private OnnxGraph(OnnxModel model, Ops tf) {
        this.model = model;
        this.tf = tf;
    }

    /**
     * @param input what the model's only input stands for
     * @param output name of the value that is wanted; nodes that it doesn't need are left out
     * @throws ModelException naming the node that can't be converted, and why
     */
    static Value convert(Ops tf, OnnxModel model, Features input, String output) {
        OnnxGraph graph = new OnnxGraph(model, tf);
        graph.values.put(model.input(), input);
        for (NodeProto node : graph.nodesFor(output)) {
            graph.values.put(node.getOutput(0), graph.convert(node));
        }
        Value value = graph.value(output);
        if (value == null) {
            throw new ModelException(
                    "No node of %s makes its output '%s'.%nMaybe the file is damaged.".formatted(model.name(), output));
        }
        return value;
    }

    private List<NodeProto> nodesFor(String output) {
        Set<String> needed = new HashSet<>(Set.of(output));
        List<NodeProto> nodes = new ArrayList<>();
        for (int i = model.nodes().size() - 1; i >= 0; i--) {
            NodeProto node = model.nodes().get(i);
            if (node.getOutputList().stream().anyMatch(needed::contains)) {
                needed.addAll(node.getInputList());
                nodes.add(0, node);
            }
        }
        return nodes;
    }

    private Value convert(NodeProto proto) {
        Operator operator = OnnxModel.isStandard(proto) ? Operators.find(proto.getOpType()) : null;
        if (operator == null) {
            throw new ModelException(
                    "%s can't be imported: operator %s%s is not supported.%nMaybe export the model again with simpler operators, for example through onnx-simplifier."
                            .formatted(
                                    Node.describe(proto),
                                    OnnxModel.isStandard(proto) ? "" : proto.getDomain() + ".",
                                    proto.getOpType()));
        }
        Node node = new Node(
                proto, inputs(proto), model.opset(), Math.max(model.inputShape().get(0), 0), tf);
        try {
            return operator.convert(node, tf);
        } catch (TensorFlowException | IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
            throw node.failure("its settings and inputs don't fit together (%s)".formatted(e.getMessage()), e);
        }
    }

    private List<@Nullable Value> inputs(NodeProto proto) {
        List<@Nullable Value> inputs = new ArrayList<>();
        for (String name : proto.getInputList()) {
            Value value = name.isEmpty() ? null : value(name);
            if (value == null && !name.isEmpty()) {
                throw new ModelException(
                        "%s can't be imported: nothing makes its input '%s'.%nMaybe it is an output for training, or the file is damaged."
                                .formatted(Node.describe(proto), name));
            }
            inputs.add(value);
        }
        return inputs;
    }

    private @Nullable Value value(String name) {
        Value value = values.get(name);
        if (value == null) {
            TensorProto tensor = model.initializer(name);
            if (tensor != null) {
                value = OnnxTensors.read(tensor);
                values.put(name, value);
            }
        }
        return value;
    }
}

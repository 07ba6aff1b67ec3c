package io.facegate.training.weights.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import io.facegate.vision.model.ModelException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.op.Ops;

/** One operation of an ONNX graph with the values that go into it. */
final class Node {
    private final NodeProto proto;
    private final List<@Nullable Value> inputs;
    private final int opset;
    private final long declaredBatch;
    private final Ops tf;

    /**
     * @param inputs null where an optional input is left out
     * @param opset version of ONNX's operators that the model was written for
     * @param declaredBatch size of the batch that the model was exported with; 0 if it is free
     */
    Node(NodeProto proto, List<@Nullable Value> inputs, int opset, long declaredBatch, Ops tf) {
        this.proto = proto;
        this.inputs = inputs;
        this.opset = opset;
        this.declaredBatch = declaredBatch;
        this.tf = tf;
    }

    int opset() {
        return opset;
    }

    long declaredBatch() {
        return declaredBatch;
    }

    int inputs() {
        return inputs.size();
    }

    boolean has(int input) {
        return input < inputs.size() && inputs.get(input) != null;
    }

    Value value(int input) {
        Value value = input < inputs.size() ? inputs.get(input) : null;
        if (value == null) {
            throw failure("input %d is missing".formatted(input));
        }
        return value;
    }

    /** Weights become constants of the graph. */
    Features features(int input) {
        Value value = value(input);
        if (value instanceof Features features) {
            return features;
        }
        if (value instanceof Weights weights) {
            return Features.plain(weights.constant(tf));
        }
        throw failure("input %d is a shape or an index where numbers are expected".formatted(input));
    }

    /** Four axes, channels last. */
    Features featureMap(int input) {
        Features features = features(input);
        if (features.rank() != 4) {
            throw failure(
                    "input %d has %d axes where a feature map of 4 is expected".formatted(input, features.rank()));
        }
        return features.channelsLast(tf);
    }

    Weights weights(int input) {
        if (value(input) instanceof Weights weights) {
            return weights;
        }
        throw failure("input %d must be constant".formatted(input));
    }

    List<Long> integers(int input) {
        if (value(input) instanceof Integers integers) {
            return integers.values();
        }
        throw failure("input %d must be a constant or the shape of a value".formatted(input));
    }

    /** From the attribute, where older operator sets have it, or from the input; null if both are left out. */
    @Nullable
    List<Long> integers(String attribute, int input) {
        if (find(attribute) != null) {
            return integers(attribute, List.of());
        }
        return has(input) ? integers(input) : null;
    }

    boolean hasAttribute(String attribute) {
        return find(attribute) != null;
    }

    long integer(String attribute, long standard) {
        AttributeProto found = find(attribute);
        return found == null ? standard : found.getI();
    }

    float decimal(String attribute, float standard) {
        AttributeProto found = find(attribute);
        return found == null ? standard : found.getF();
    }

    String text(String attribute, String standard) {
        AttributeProto found = find(attribute);
        return found == null ? standard : found.getS().toStringUtf8();
    }

    List<Long> integers(String attribute, List<Long> standard) {
        AttributeProto found = find(attribute);
        return found == null ? standard : found.getIntsList();
    }

    @Nullable
    AttributeProto find(String attribute) {
        for (AttributeProto candidate : proto.getAttributeList()) {
            if (candidate.getName().equals(attribute)) {
                return candidate;
            }
        }
        return null;
    }

    /** An axis counted from the front. */
    int axis(long axis, int rank) {
        if (axis < -rank || axis >= rank) {
            throw failure("axis %d does not exist in a value with %d axes".formatted(axis, rank));
        }
        return Math.toIntExact(axis < 0 ? axis + rank : axis);
    }

    ModelException failure(String problem) {
        return new ModelException("%s can't be imported: %s.".formatted(describe(proto), problem));
    }

    ModelException failure(String problem, Throwable cause) {
        return new ModelException("%s can't be imported: %s.".formatted(describe(proto), problem), cause);
    }

    static String describe(NodeProto proto) {
        String name = proto.getName().isEmpty() ? proto.getOutput(0) : proto.getName();
        return "Node '%s' (%s)".formatted(name, proto.getOpType());
    }
}

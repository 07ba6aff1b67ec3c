package io.facegate.training.weights.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.List;
import org.tensorflow.op.Ops;

/** Identity, Dropout (which does nothing at inference) and Constant. */
final class PassThrough {
    private PassThrough() {}

    static Value identity(Node node, Ops tf) {
        return node.value(0);
    }

    static Value dropout(Node node, Ops tf) {
        if (node.has(2) && node.integers(2).contains(1L)) {
            throw node.failure("it is in training mode");
        }
        return node.value(0);
    }

    static Value constant(Node node, Ops tf) {
        AttributeProto tensor = node.find("value");
        if (tensor != null) {
            return OnnxTensors.read(tensor.getT());
        }
        if (node.hasAttribute("value_float")) {
            return new Weights(new long[0], new float[] {node.decimal("value_float", 0)});
        }
        AttributeProto floats = node.find("value_floats");
        if (floats != null) {
            float[] values = new float[floats.getFloatsCount()];
            for (int i = 0; i < values.length; i++) {
                values[i] = floats.getFloats(i);
            }
            return new Weights(new long[] {values.length}, values);
        }
        if (node.hasAttribute("value_int")) {
            return new Integers(List.of(node.integer("value_int", 0)), true);
        }
        if (node.hasAttribute("value_ints")) {
            return Integers.vector(node.integers("value_ints", List.of()));
        }
        throw node.failure("its value is neither a tensor nor numbers");
    }
}

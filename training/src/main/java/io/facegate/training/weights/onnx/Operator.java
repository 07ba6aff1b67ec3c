package io.facegate.training.weights.onnx;

import org.tensorflow.op.Ops;

/** Writes one kind of ONNX node as TensorFlow operations. */
@FunctionalInterface
interface Operator {
    /**
     * @return the node's first output; the others are for training or rarely asked for
     * @throws io.facegate.vision.model.ModelException if the node uses what this can't do
     */
    Value convert(Node node, Ops tf);
}

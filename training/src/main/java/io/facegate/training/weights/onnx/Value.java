package io.facegate.training.weights.onnx;

/** What flows along an edge of an ONNX graph. */
sealed interface Value permits Features, Weights, Integers {}

package io.facegate.training.weights.onnx;

import static java.util.Map.entry;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.math.Mean;

/** The operators that are understood, and who converts them. */
final class Operators {
    private static final Map<String, Operator> BY_NAME = Map.ofEntries(
            entry("Conv", Convolution::convert),
            entry("BatchNormalization", Normalization::batch),
            entry("LpNormalization", Normalization::lp),
            entry("Relu", Activations.of((tf, x) -> tf.nn.relu(x))),
            entry("PRelu", Activations::parametricRelu),
            entry("LeakyRelu", Activations::leakyRelu),
            entry("Clip", Activations::clip),
            entry("Sigmoid", Activations.of((tf, x) -> tf.math.sigmoid(x))),
            entry("Tanh", Activations.of((tf, x) -> tf.math.tanh(x))),
            entry("Sqrt", Activations.of((tf, x) -> tf.math.sqrt(x))),
            entry("HardSigmoid", Activations::hardSigmoid),
            entry("HardSwish", Activations.of(Activations::hardSwish)),
            entry("Add", Broadcasting.of((tf, a, b) -> tf.math.add(a, b))),
            entry("Sub", Broadcasting.of((tf, a, b) -> tf.math.sub(a, b))),
            entry("Mul", Broadcasting.of((tf, a, b) -> tf.math.mul(a, b))),
            entry("Div", Broadcasting.of((tf, a, b) -> tf.math.div(a, b))),
            entry("Pow", Broadcasting.of((tf, a, b) -> tf.math.pow(a, b))),
            entry("Gemm", Linear::gemm),
            entry("MatMul", Linear::matMul),
            entry("MaxPool", Pooling::maximum),
            entry("AveragePool", Pooling::average),
            entry("GlobalAveragePool", Pooling::globalAverage),
            entry("ReduceMean", Reductions.of((tf, x, axes, keep) -> tf.math.mean(x, axes, Mean.keepDims(keep)))),
            entry("ReduceSum", Reductions.of((tf, x, axes, keep) -> tf.reduceSum(x, axes, ReduceSum.keepDims(keep)))),
            entry("ReduceL2", Reductions.of(Reductions::length)),
            entry("Flatten", Reshaping::flatten),
            entry("Reshape", Reshaping::reshape),
            entry("Transpose", Arrangement::transpose),
            entry("Squeeze", Reshaping::squeeze),
            entry("Unsqueeze", Reshaping::unsqueeze),
            entry("Concat", Arrangement::concat),
            entry("Expand", Arrangement::expand),
            entry("Pad", Arrangement::pad),
            entry("Shape", ShapeArithmetic::shape),
            entry("Gather", ShapeArithmetic::gather),
            entry("Slice", ShapeArithmetic::slice),
            entry("Cast", ShapeArithmetic::cast),
            entry("Identity", PassThrough::identity),
            entry("Dropout", PassThrough::dropout),
            entry("Constant", PassThrough::constant));

    private Operators() {}

    /** By the name in ONNX's standard; null if it is not understood. */
    static @Nullable Operator find(String name) {
        return BY_NAME.get(name);
    }
}

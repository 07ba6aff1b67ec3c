package io.facegate.training.weights.onnx;

import static io.facegate.training.weights.onnx.OnnxModelBuilder.input;
import static io.facegate.training.weights.onnx.OnnxModelBuilder.integer;
import static io.facegate.training.weights.onnx.OnnxModelBuilder.ints;
import static io.facegate.training.weights.onnx.OnnxModelBuilder.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Which shape an operator gives, known before anything runs: what comes after it (a Reshape, a Gemm) is built upon that. -1 is the
 * batch, which stays open.
 */
class OperatorShapesTest {
    private static final List<String> X = List.of("x");

    @TempDir
    private Path folder;

    private static OnnxModelBuilder map() {
        return input(-1, 6, 9, 7);
    }

    private static OnnxModelBuilder vectors() {
        return input(-1, 6);
    }

    private static Arguments of(String name, OnnxModelBuilder model, long... shape) {
        return Arguments.of(name, model, shape);
    }

    static Stream<Arguments> convolutions() {
        return Stream.of(
                of("3x3", map().random("w", 4, 6, 3, 3).node("Conv", List.of("x", "w"), "y"), -1, 4, 7, 5),
                of(
                        "padded",
                        map().random("w", 4, 6, 3, 3).node("Conv", List.of("x", "w"), "y", ints("pads", 1, 1, 1, 1)),
                        -1,
                        4,
                        9,
                        7),
                of(
                        "by two",
                        map().random("w", 4, 6, 3, 3).node("Conv", List.of("x", "w"), "y", ints("strides", 2, 2)),
                        -1,
                        4,
                        4,
                        3),
                of(
                        "same, by two",
                        map().random("w", 4, 6, 3, 3)
                                .node(
                                        "Conv",
                                        List.of("x", "w"),
                                        "y",
                                        ints("strides", 2, 2),
                                        text("auto_pad", "SAME_UPPER")),
                        -1,
                        4,
                        5,
                        4),
                of(
                        "dilated",
                        map().random("w", 4, 6, 3, 3).node("Conv", List.of("x", "w"), "y", ints("dilations", 2, 3)),
                        -1,
                        4,
                        5,
                        1),
                of(
                        "depthwise",
                        map().random("w", 12, 1, 3, 3).node("Conv", List.of("x", "w"), "y", integer("group", 6)),
                        -1,
                        12,
                        7,
                        5),
                of(
                        "grouped",
                        map().random("w", 8, 3, 1, 1).node("Conv", List.of("x", "w"), "y", integer("group", 2)),
                        -1,
                        8,
                        9,
                        7));
    }

    static Stream<Arguments> poolings() {
        return Stream.of(
                of("maximum", map().node("MaxPool", X, "y", ints("kernel_shape", 3, 2)), -1, 6, 7, 6),
                of(
                        "maximum by two",
                        map().node("MaxPool", X, "y", ints("kernel_shape", 2, 2), ints("strides", 2, 2)),
                        -1,
                        6,
                        4,
                        3),
                of(
                        "maximum by two, rounded up",
                        map().node(
                                        "MaxPool",
                                        X,
                                        "y",
                                        ints("kernel_shape", 2, 2),
                                        ints("strides", 2, 2),
                                        integer("ceil_mode", 1)),
                        -1,
                        6,
                        5,
                        4),
                of("average", map().node("AveragePool", X, "y", ints("kernel_shape", 9, 7)), -1, 6, 1, 1),
                of("global average", map().node("GlobalAveragePool", X, "y"), -1, 6, 1, 1),
                of("mean of places", map().node("ReduceMean", X, "y", ints("axes", 2, 3)), -1, 6, 1, 1),
                of(
                        "mean of places, dropped",
                        map().node("ReduceMean", X, "y", ints("axes", 2, 3), integer("keepdims", 0)),
                        -1,
                        6),
                of("length", vectors().node("ReduceL2", X, "y", ints("axes", -1)), -1, 1));
    }

    static Stream<Arguments> shapes() {
        return Stream.of(
                of("flatten", map().node("Flatten", X, "y"), -1, 378),
                of("reshape", map().integers("s", 0, -1, 7).node("Reshape", List.of("x", "s"), "y"), -1, 54, 7),
                of(
                        "reshape with the axes of before",
                        map().integers("s", 0, 0, -1).node("Reshape", List.of("x", "s"), "y"),
                        -1,
                        6,
                        63),
                of("transpose", map().node("Transpose", X, "y", ints("perm", 0, 2, 3, 1)), -1, 9, 7, 6),
                of("squeeze", map().node("GlobalAveragePool", X, "m").node("Squeeze", List.of("m"), "y"), -1, 6),
                of("unsqueeze", vectors().integers("a", 2, 1).node("Unsqueeze", List.of("x", "a"), "y"), -1, 1, 1, 6),
                of(
                        "concat",
                        map().node("Relu", X, "r").node("Concat", List.of("x", "r", "x"), "y", integer("axis", 1)),
                        -1,
                        18,
                        9,
                        7),
                of(
                        "concat of rows",
                        map().node("Relu", X, "r").node("Concat", List.of("x", "r"), "y", integer("axis", -2)),
                        -1,
                        6,
                        18,
                        7),
                of(
                        "expand",
                        map().node("GlobalAveragePool", X, "m")
                                .integers("s", 1, 6, 4, 5)
                                .node("Expand", List.of("m", "s"), "y"),
                        -1,
                        6,
                        4,
                        5),
                of(
                        "pad",
                        map().integers("p", 0, 0, 1, 2, 0, 0, 3, 4).node("Pad", List.of("x", "p"), "y"),
                        -1,
                        6,
                        13,
                        13));
    }

    static Stream<Arguments> calculations() {
        return Stream.of(
                of("with a constant", map().random("c", 6, 1, 1).node("Add", List.of("x", "c"), "y"), -1, 6, 9, 7),
                of(
                        "with a factor of each channel",
                        map().node("GlobalAveragePool", X, "m").node("Mul", List.of("x", "m"), "y"),
                        -1,
                        6,
                        9,
                        7),
                of("gemm", vectors().random("w", 6, 4).node("Gemm", List.of("x", "w"), "y"), -1, 4),
                of(
                        "gemm, transposed",
                        vectors().random("w", 4, 6).node("Gemm", List.of("x", "w"), "y", integer("transB", 1)),
                        -1,
                        4),
                of("matrices", map().random("w", 7, 5).node("MatMul", List.of("x", "w"), "y"), -1, 6, 9, 5),
                of("activation", map().node("HardSigmoid", X, "y"), -1, 6, 9, 7));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"convolutions", "poolings", "shapes", "calculations"})
    void isKnownWhileTheGraphIsBuilt(String name, OnnxModelBuilder model, long[] shape) throws IOException {
        assertThat(Conversion.shape(model, folder)).containsExactly(shape);
    }
}

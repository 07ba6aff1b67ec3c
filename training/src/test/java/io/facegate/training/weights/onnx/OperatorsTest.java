package io.facegate.training.weights.onnx;

import static io.facegate.training.weights.onnx.OnnxModelBuilder.decimal;
import static io.facegate.training.weights.onnx.OnnxModelBuilder.decimals;
import static io.facegate.training.weights.onnx.OnnxModelBuilder.input;
import static io.facegate.training.weights.onnx.OnnxModelBuilder.integer;
import static io.facegate.training.weights.onnx.OnnxModelBuilder.ints;
import static io.facegate.training.weights.onnx.OnnxModelBuilder.tensor;
import static io.facegate.training.weights.onnx.OnnxModelBuilder.text;
import static io.facegate.training.weights.onnx.Runs.assertSameAsOnnxRuntime;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every operator as ONNX Runtime has it, on feature maps whose height, width and channels all differ. */
class OperatorsTest {
    private static final List<String> X = List.of("x");

    private final Path folder;

    OperatorsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private void check(OnnxModelBuilder model) throws Exception {
        assertSameAsOnnxRuntime(model.write(folder));
    }

    private static OnnxModelBuilder map() {
        return input(-1, 6, 9, 7);
    }

    private static OnnxModelBuilder vectors() {
        return input(-1, 6);
    }

    // Conv

    @Test
    void convolutionWithBiasStridesAndUnevenPads() throws Exception {
        check(map().random("w", 4, 6, 3, 2)
                .random("b", 4)
                .node("Conv", List.of("x", "w", "b"), "y", ints("strides", 2, 1), ints("pads", 1, 0, 2, 1)));
    }

    @Test
    void dilatedConvolution() throws Exception {
        check(map().random("w", 4, 6, 3, 3).node("Conv", List.of("x", "w"), "y", ints("dilations", 2, 3)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SAME_UPPER", "SAME_LOWER", "VALID"})
    void convolutionThatPadsByItself(String padding) throws Exception {
        check(map().random("w", 4, 6, 3, 3)
                .node("Conv", List.of("x", "w"), "y", text("auto_pad", padding), ints("strides", 2, 2)));
    }

    @Test
    void depthwiseConvolution() throws Exception {
        check(map().random("w", 6, 1, 3, 3)
                .random("b", 6)
                .node(
                        "Conv",
                        List.of("x", "w", "b"),
                        "y",
                        integer("group", 6),
                        ints("strides", 2, 2),
                        ints("pads", 1, 1, 1, 1)));
    }

    @Test
    void depthwiseConvolutionWithSeveralOutputsPerChannel() throws Exception {
        check(map().random("w", 12, 1, 3, 3).node("Conv", List.of("x", "w"), "y", integer("group", 6)));
    }

    @Test
    void dilatedDepthwiseConvolution() throws Exception {
        check(map().random("w", 6, 1, 3, 2)
                .node("Conv", List.of("x", "w"), "y", integer("group", 6), ints("dilations", 2, 3)));
    }

    @Test
    void groupedConvolution() throws Exception {
        check(map().random("w", 8, 3, 3, 3)
                .random("b", 8)
                .node("Conv", List.of("x", "w", "b"), "y", integer("group", 2), ints("pads", 1, 1, 1, 1)));
    }

    // Normalisation

    @Test
    void batchNormalizationOfFeatureMaps() throws Exception {
        check(map().random("s", 6)
                .random("b", 6)
                .random("m", 6)
                .positive("v", 6)
                .node("BatchNormalization", List.of("x", "s", "b", "m", "v"), "y", decimal("epsilon", 1e-3f)));
    }

    @Test
    void batchNormalizationOfVectors() throws Exception {
        check(vectors()
                .random("s", 6)
                .random("b", 6)
                .random("m", 6)
                .positive("v", 6)
                .node("BatchNormalization", List.of("x", "s", "b", "m", "v"), "y"));
    }

    @Test
    void lpNormalization() throws Exception {
        check(vectors().node("LpNormalization", X, "y", integer("axis", 1)));
        check(map().node("LpNormalization", X, "y", integer("axis", 1)));
    }

    // Activations

    @ParameterizedTest
    @ValueSource(strings = {"Relu", "Sigmoid", "Tanh", "LeakyRelu", "HardSigmoid", "HardSwish", "Identity"})
    void functionsOfSingleValues(String operator) throws Exception {
        check(map().opset(14).node(operator, X, "y"));
        check(vectors().opset(14).node(operator, X, "y"));
    }

    @Test
    void functionsWithSettings() throws Exception {
        check(map().node("LeakyRelu", X, "y", decimal("alpha", 0.3f)));
        check(map().node("HardSigmoid", X, "y", decimal("alpha", 0.4f), decimal("beta", 0.1f)));
    }

    @Test
    void squareRoot() throws Exception {
        check(map().node("Sigmoid", X, "s").node("Sqrt", List.of("s"), "y"));
    }

    @Test
    void parametricReluWithAnySlopes() throws Exception {
        check(map().floats("s", new long[] {6, 1, 1}, -0.5f, 0, 0.25f, 1, 0.5f, 0.1f)
                .node("PRelu", List.of("x", "s"), "y"));
        check(map().floats("s", new long[] {6, 1, 1}, -0.5f, 0, 0.25f, 1, 3, 0.1f)
                .node("PRelu", List.of("x", "s"), "y"));
        check(vectors().random("s", 6).node("PRelu", List.of("x", "s"), "y"));
        check(map().floats("s", new long[] {1}, 0.25f).node("PRelu", List.of("x", "s"), "y"));
    }

    @Test
    void clipByInputsAndByAttributes() throws Exception {
        check(map().scalar("least", -0.5f).scalar("most", 0.7f).node("Clip", List.of("x", "least", "most"), "y"));
        check(map().scalar("most", 0.7f).node("Clip", List.of("x", "", "most"), "y"));
        check(map().scalar("least", 0).scalar("most", 6).node("Clip", List.of("x", "least", "most"), "y"));
        check(map().opset(7).node("Clip", X, "y", decimal("min", -0.5f)));
    }

    // Arithmetic

    @ParameterizedTest
    @ValueSource(strings = {"Add", "Sub", "Mul", "Div"})
    void arithmeticWithConstantsOfAllShapes(String operator) throws Exception {
        for (long[] shape : new long[][] {{}, {7}, {9, 1}, {6, 1, 1}, {1, 6, 1, 1}, {1, 1, 9, 7}, {6, 9, 7}}) {
            check(map().positive("c", shape).node(operator, List.of("x", "c"), "y"));
        }
        check(vectors().positive("c", 6).node(operator, List.of("x", "c"), "y"));
        check(vectors().positive("c", 6, 1, 1).node(operator, List.of("x", "c"), "y"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sub", "Div"})
    void constantsOnTheLeft(String operator) throws Exception {
        check(map().positive("c", 6, 1, 1).node("Sigmoid", X, "s").node(operator, List.of("c", "s"), "y"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Add", "Sub", "Mul", "Div"})
    void arithmeticOfTwoFeatureMaps(String operator) throws Exception {
        check(map().node("Sigmoid", X, "s").node(operator, List.of("x", "s"), "y"));
    }

    @Test
    void aFactorPerChannelAsInSqueezeAndExcitation() throws Exception {
        check(map().node("GlobalAveragePool", X, "mean")
                .node("Sigmoid", List.of("mean"), "factor")
                .node("Mul", List.of("x", "factor"), "y"));
    }

    @Test
    void aFeatureMapMeetsATransposedOne() throws Exception {
        check(input(-1, 6, 6, 6)
                .node("Transpose", X, "t", ints("perm", 0, 2, 3, 1))
                .node("Add", List.of("x", "t"), "y"));
    }

    @Test
    void powers() throws Exception {
        check(map().scalar("two", 2).node("Pow", List.of("x", "two"), "y"));
    }

    // Linear

    @ParameterizedTest
    @CsvSource({"0, 1, 1", "1, 1, 1", "0, 0.5, 2", "1, 0.5, 0.25"})
    void gemm(int transposed, float alpha, float beta) throws Exception {
        OnnxModelBuilder model =
                transposed == 0 ? vectors().random("w", 6, 5) : vectors().random("w", 5, 6);
        check(model.random("b", 5)
                .node(
                        "Gemm",
                        List.of("x", "w", "b"),
                        "y",
                        integer("transB", transposed),
                        decimal("alpha", alpha),
                        decimal("beta", beta)));
    }

    @Test
    void gemmWithTheFirstMatrixTransposedAndNoAddend() throws Exception {
        check(vectors()
                .random("a", 5, 4)
                .random("w", 6, 5)
                .node("Gemm", List.of("w", "a"), "v")
                .node("Gemm", List.of("x", "v"), "z")
                .node("Gemm", List.of("v", "v"), "square", integer("transA", 1))
                .node("Gemm", List.of("z", "square"), "y"));
    }

    @Test
    void matMul() throws Exception {
        check(vectors().random("w", 6, 5).node("MatMul", List.of("x", "w"), "y"));
        check(map().random("w", 7, 5).node("MatMul", List.of("x", "w"), "y"));
    }

    // Pooling

    @ParameterizedTest
    @CsvSource({"0, 2", "1, 2", "0, 3", "1, 3", "1, 1"})
    void maxPool(int ceiling, int stride) throws Exception {
        check(map().node(
                        "MaxPool",
                        X,
                        "y",
                        ints("kernel_shape", 3, 2),
                        ints("strides", stride, stride),
                        ints("pads", 1, 0, 1, 1),
                        integer("ceil_mode", ceiling)));
    }

    @Test
    void maxPoolThatPadsByItself() throws Exception {
        check(map().node(
                        "MaxPool",
                        X,
                        "y",
                        ints("kernel_shape", 3, 3),
                        ints("strides", 2, 2),
                        text("auto_pad", "SAME_UPPER")));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 2", "1, 0, 2", "0, 1, 2", "1, 1, 2", "0, 1, 3", "1, 1, 3"})
    void averagePool(int countPadding, int ceiling, int stride) throws Exception {
        check(map().node(
                        "AveragePool",
                        X,
                        "y",
                        ints("kernel_shape", 3, 2),
                        ints("strides", stride, stride),
                        ints("pads", 1, 0, 1, 1),
                        integer("count_include_pad", countPadding),
                        integer("ceil_mode", ceiling)));
    }

    @Test
    void averagePoolWithoutPads() throws Exception {
        check(map().node("AveragePool", X, "y", ints("kernel_shape", 3, 3)));
    }

    @Test
    void globalAveragePool() throws Exception {
        check(map().node("GlobalAveragePool", X, "y"));
    }

    @ParameterizedTest
    @CsvSource({"ReduceMean, 0", "ReduceMean, 1", "ReduceL2, 0", "ReduceL2, 1"})
    void reductionsByAttribute(String operator, int keep) throws Exception {
        check(map().node(operator, X, "y", ints("axes", 2, -1), integer("keepdims", keep)));
        check(map().node(operator, X, "y", ints("axes", 1), integer("keepdims", keep)));
        check(vectors().node(operator, X, "y", ints("axes", 1), integer("keepdims", keep)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void reductionsByInput(int keep) throws Exception {
        check(map().integers("axes", 2, 3).node("ReduceSum", List.of("x", "axes"), "y", integer("keepdims", keep)));
    }

    // Shapes

    @Test
    void flatten() throws Exception {
        check(map().node("Flatten", X, "y"));
        check(map().node("Flatten", X, "y", integer("axis", -3)));
    }

    @Test
    void reshapeWithTheBatchGivenInManyWays() throws Exception {
        for (long[] target : new long[][] {{0, -1}, {-1, 378}, {0, 6, 63}, {0, 0, -1}, {-1, 6, 7, 9}}) {
            check(map().integers("shape", target).node("Reshape", List.of("x", "shape"), "y"));
        }
        check(input(1, 6, 9, 7).integers("shape", 1, -1).node("Reshape", List.of("x", "shape"), "y"));
    }

    @Test
    void channelShuffle() throws Exception {
        check(map().integers("groups", 0, 2, 3, 9, 7)
                .integers("joined", 0, 6, 9, 7)
                .random("w", 4, 6, 1, 1)
                .node("Reshape", List.of("x", "groups"), "a")
                .node("Transpose", List.of("a"), "b", ints("perm", 0, 2, 1, 3, 4))
                .node("Reshape", List.of("b", "joined"), "c")
                .node("Conv", List.of("c", "w"), "y"));
    }

    @Test
    void reshapeToAShapeThatIsComputed() throws Exception {
        check(map().index("first", 0)
                .integers("front", 0)
                .integers("rest", -1)
                .node("Shape", X, "shape")
                .node("Gather", List.of("shape", "first"), "batch", integer("axis", 0))
                .node("Cast", List.of("batch"), "whole", integer("to", TensorProto.DataType.INT64_VALUE))
                .node("Unsqueeze", List.of("whole", "front"), "axis")
                .node("Concat", List.of("axis", "rest"), "target", integer("axis", 0))
                .node("Reshape", List.of("x", "target"), "y"));
    }

    @Test
    void reshapeToASliceOfAShape() throws Exception {
        check(map().integers("start", 0)
                .integers("end", -3)
                .integers("rest", -1)
                .node("Shape", X, "shape")
                .node("Slice", List.of("shape", "start", "end"), "batch")
                .node("Concat", List.of("batch", "rest"), "target", integer("axis", 0))
                .node("Reshape", List.of("x", "target"), "y"));
    }

    @Test
    void transpose() throws Exception {
        check(map().node("Transpose", X, "y", ints("perm", 0, 2, 3, 1)));
        check(map().node("Transpose", X, "y", ints("perm", 0, 3, 1, 2)));
        check(map().node("Transpose", X, "y", ints("perm", 0, 1, 3, 2)));
        check(vectors().node("Transpose", X, "t").node("Transpose", List.of("t"), "y"));
    }

    @Test
    void rearrangedWeights() throws Exception {
        check(vectors()
                .random("w", 5, 3, 2)
                .integers("shape", 5, 6)
                .node("Reshape", List.of("w", "shape"), "flat")
                .node("Transpose", List.of("flat"), "turned")
                .node("MatMul", List.of("x", "turned"), "y"));
    }

    @Test
    void squeezeAndUnsqueeze() throws Exception {
        check(map().integers("axes", 2, -1)
                .node("GlobalAveragePool", X, "mean")
                .node("Squeeze", List.of("mean", "axes"), "y"));
        check(map().opset(11)
                .node("GlobalAveragePool", X, "mean")
                .node("Squeeze", List.of("mean"), "y", ints("axes", 2, 3)));
        check(vectors().integers("axes", -1, 2).node("Unsqueeze", List.of("x", "axes"), "y"));
        check(map().random("slopes", 6)
                .integers("axes", 1, 2)
                .node("Unsqueeze", List.of("slopes", "axes"), "slope")
                .node("PRelu", List.of("x", "slope"), "y"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, -1})
    void concat(int axis) throws Exception {
        check(map().node("Sigmoid", X, "s").node("Concat", List.of("x", "s"), "y", integer("axis", axis)));
    }

    @Test
    void concatOfVectors() throws Exception {
        check(vectors().node("Sigmoid", X, "s").node("Concat", List.of("x", "s", "x"), "y", integer("axis", 1)));
    }

    @Test
    void unitVectorsAsPyTorchExportsThem() throws Exception {
        check(vectors()
                .scalar("least", 1e-12f)
                .node("ReduceL2", X, "length", ints("axes", 1), integer("keepdims", 1))
                .node("Clip", List.of("length", "least"), "safe")
                .node("Shape", X, "shape")
                .node("Expand", List.of("safe", "shape"), "repeated")
                .node("Div", List.of("x", "repeated"), "y"));
    }

    @Test
    void padding() throws Exception {
        check(map().integers("pads", 0, 0, 1, 2, 0, 1, 0, 3)
                .scalar("value", 0.5f)
                .node("Pad", List.of("x", "pads", "value"), "y"));
        check(map().opset(10).node("Pad", X, "y", ints("pads", 0, 0, 1, 1, 0, 0, 1, 1)));
    }

    // Pass-through

    @Test
    void dropoutDoesNothing() throws Exception {
        check(map().scalar("ratio", 0.4f)
                .bool("training", false)
                .node("Dropout", List.of("x", "ratio", "training"), "y"));
        check(map().opset(10).node("Dropout", X, "y", decimal("ratio", 0.4f)));
    }

    @Test
    void castBetweenPrecisionsDoesNothing() throws Exception {
        check(map().node("Cast", X, "y", integer("to", TensorProto.DataType.FLOAT_VALUE)));
    }

    @Test
    void constantsOfAllForms() throws Exception {
        AttributeProto stored = tensor(
                "value",
                tensor("", TensorProto.DataType.FLOAT, 6, 1, 1).addAllFloatData(List.of(1f, 2f, 3f, 4f, 5f, 6f)));
        check(map().node("Constant", List.of(), "c", stored).node("Add", List.of("x", "c"), "y"));
        check(map().node("Constant", List.of(), "c", decimal("value_float", 2.5f))
                .node("Mul", List.of("x", "c"), "y"));
        check(vectors()
                .node("Constant", List.of(), "c", decimals("value_floats", 1, 2, 3, 4, 5, 6))
                .node("Mul", List.of("x", "c"), "y"));
        check(map().node("Constant", List.of(), "c", ints("value_ints", 0, -1))
                .node("Reshape", List.of("x", "c"), "y"));
    }

    @Test
    void nodesThatTheOutputDoesNotNeedMayBeAnything() throws Exception {
        check(map().node("Relu", X, "y").node("Softmax", X, "unused"));
    }
}

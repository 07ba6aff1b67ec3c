package io.facegate.training.weights.onnx;

import static io.facegate.training.weights.onnx.OnnxModelBuilder.input;
import static io.facegate.training.weights.onnx.OnnxModelBuilder.integer;
import static io.facegate.training.weights.onnx.OnnxModelBuilder.ints;
import static io.facegate.training.weights.onnx.OnnxModelBuilder.text;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.TensorProto;
import io.facegate.vision.model.ModelException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not understood is refused with the node's name and the reason; a model that is nearly right would be the worst. */
class UnsupportedTest {
    private static final List<String> X = List.of("x");

    @TempDir
    private Path folder;

    private static OnnxModelBuilder map() {
        return input(-1, 6, 9, 7);
    }

    private static OnnxModelBuilder vectors() {
        return input(-1, 6);
    }

    private static Arguments of(String reason, OnnxModelBuilder model) {
        return Arguments.of(reason, model);
    }

    static Stream<Arguments> windows() {
        return Stream.of(
                of(
                        "its kernel has 1 axes; only 2 are supported",
                        map().node("MaxPool", X, "y", ints("kernel_shape", 3))),
                of(
                        "input 0 has 2 axes where a feature map of 4 is expected",
                        vectors().random("w", 4, 6, 3, 3).node("Conv", List.of("x", "w"), "y")),
                of(
                        "a depthwise convolution with different strides is not supported",
                        map().random("w", 6, 1, 3, 3)
                                .node("Conv", List.of("x", "w"), "y", integer("group", 6), ints("strides", 2, 1))),
                of(
                        "auto_pad 'SOME' is not supported",
                        map().random("w", 4, 6, 3, 3).node("Conv", List.of("x", "w"), "y", text("auto_pad", "SOME"))),
                of(
                        "pads must not be negative",
                        map().random("w", 4, 6, 3, 3).node("Conv", List.of("x", "w"), "y", ints("pads", -1, 0, 0, 0))),
                of(
                        "a kernel of shape [4, 6, 3, 3] in 0 groups does not fit 6 channels",
                        map().random("w", 4, 6, 3, 3).node("Conv", List.of("x", "w"), "y", integer("group", 0))),
                of("input 1 must be constant", map().node("Relu", X, "w").node("Conv", List.of("x", "w"), "y")),
                of(
                        "the height and width of its input are not fixed",
                        input(-1, 6, -1, -1).random("w", 4, 6, 3, 3).node("Conv", List.of("x", "w"), "y")));
    }

    static Stream<Arguments> normalizations() {
        OnnxModelBuilder rank3 =
                input(-1, 6, 9).random("s", 6).random("b", 6).random("m", 6).positive("v", 6);
        List<String> all = List.of("x", "s", "b", "m", "v");
        return Stream.of(
                of("its input has 3 axes; 2 and 4 are supported", rank3.node("BatchNormalization", all, "y")),
                of(
                        "it is in training mode",
                        vectors()
                                .random("s", 6)
                                .random("b", 6)
                                .random("m", 6)
                                .positive("v", 6)
                                .opset(14)
                                .node("BatchNormalization", all, "y", integer("training_mode", 1))),
                of("p = 1 is not supported; 2 is", vectors().node("LpNormalization", X, "y", integer("p", 1))),
                of(
                        "it is in training mode",
                        map().scalar("r", 0.5f).bool("t", true).node("Dropout", List.of("x", "r", "t"), "y")),
                of("it reduces all axes, the batch included", map().node("ReduceMean", X, "y")),
                of("it reduces the batch", map().node("ReduceMean", X, "y", ints("axes", 0, 1))),
                of("axis 4 does not exist in a value with 4 axes", map().node("ReduceMean", X, "y", ints("axes", 4))));
    }

    static Stream<Arguments> shapes() {
        return Stream.of(
                of("axis 2 would mix the faces of a batch", map().node("Flatten", X, "y", integer("axis", 2))),
                of(
                        "reshaping [6, 9, 7] to [5, -1] is not possible",
                        map().integers("s", 0, 5, -1).node("Reshape", List.of("x", "s"), "y")),
                of(
                        "reshaping [6, 9, 7] to [-1, -1] is not possible",
                        map().integers("s", 0, -1, -1).node("Reshape", List.of("x", "s"), "y")),
                of(
                        "reshaping [N, 6, 9, 7] to [3, 126] would mix the faces of a batch",
                        map().integers("s", 3, 126).node("Reshape", List.of("x", "s"), "y")),
                of(
                        "allowzero is not supported",
                        map().opset(14)
                                .integers("s", 0, -1)
                                .node("Reshape", List.of("x", "s"), "y", integer("allowzero", 1))),
                of("axis 1 has 6 values, not one", map().integers("a", 1).node("Squeeze", List.of("x", "a"), "y")),
                of("it has no axes", map().node("Unsqueeze", X, "y")),
                of(
                        "expanding [N, 6] to [1, 6, 1] is not supported",
                        vectors().integers("s", 1, 6, 1).node("Expand", List.of("x", "s"), "y")),
                of(
                        "only constant padding of all axes is supported",
                        map().integers("p", 0, 0, 1, 1, 0, 0, 1, 1)
                                .node("Pad", List.of("x", "p"), "y", text("mode", "reflect"))),
                of("4 pads do not fit 4 axes", map().integers("p", 0, 0, 1, 1).node("Pad", List.of("x", "p"), "y")),
                of(
                        "pads must not be negative",
                        map().integers("p", 0, 0, 0, 0, 0, 0, -1, 0).node("Pad", List.of("x", "p"), "y")));
    }

    static Stream<Arguments> arithmetic() {
        return Stream.of(
                of(
                        "input 0 has 4 axes where a matrix is expected",
                        map().random("w", 7, 5).node("Gemm", List.of("x", "w"), "y")),
                of(
                        "values of 2 and 1 axes are multiplied; at least 2 are supported",
                        vectors().random("w", 6).node("MatMul", List.of("x", "w"), "y")),
                of("input 1 is missing", vectors().node("Add", X, "y")),
                of(
                        "input 1 is a shape or an index where numbers are expected",
                        vectors().integers("i", 1, 2, 3, 4, 5, 6).node("Add", List.of("x", "i"), "y")),
                of(
                        "its settings and inputs don't fit together",
                        vectors().random("c", 5).node("Add", List.of("x", "c"), "y")));
    }

    static Stream<Arguments> shapeArithmetic() {
        return Stream.of(
                of(
                        "casting between whole numbers and fractions, or to type 6, is not supported",
                        map().node("Cast", X, "y", integer("to", TensorProto.DataType.INT32_VALUE))),
                of("start and end are not supported", map().opset(15).node("Shape", X, "y", integer("start", 1))),
                of(
                        "input 0 must be a constant or the shape of a value",
                        map().index("first", 0).node("Gather", List.of("x", "first"), "y")),
                of(
                        "axis 4 does not exist in a value with 4 axes",
                        map().index("fifth", 4).node("Shape", X, "s").node("Gather", List.of("s", "fifth"), "y")),
                of(
                        "steps other than 1 are not supported",
                        map().integers("a", 0)
                                .integers("b", 4)
                                .integers("two", 2)
                                .node("Shape", X, "s")
                                .node("Slice", List.of("s", "a", "b", "a", "two"), "y")),
                of("it needs one start and one end", map().node("Shape", X, "s").node("Slice", List.of("s"), "y")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"windows", "normalizations", "shapes", "arithmetic", "shapeArithmetic"})
    void isRefusedWithItsReason(String reason, OnnxModelBuilder model) {
        assertThatThrownBy(() -> Conversion.shape(model, folder))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("Node '/")
                .hasMessageContaining("can't be imported: ")
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Softmax", "LSTM", "Resize", "QuantizeLinear", "InstanceNormalization", "Einsum"})
    void anOperatorThatIsNotUnderstoodIsNamed(String operator) {
        assertThatThrownBy(() -> Conversion.shape(map().node(operator, X, "y"), folder))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("operator %s is not supported".formatted(operator))
                .hasMessageContaining("Maybe export the model again with simpler operators");
    }
}

package io.facegate.training.weights.espdl;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.facegate.vision.model.ModelException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One operator of ESP-DL as ONNX's. What could change its meaning and is not understood is refused. */
final class NodeConversion {
    private static final int INPUTS = 0;
    private static final int OUTPUTS = 1;
    private static final int NAME = 2;
    private static final int OPERATOR = 3;
    private static final int ATTRIBUTES = 5;

    private static final int ATTRIBUTE_NAME = 0;
    private static final int ATTRIBUTE_TYPE = 3;
    private static final int ATTRIBUTE_REAL = 4;
    private static final int ATTRIBUTE_NUMBER = 5;
    private static final int ATTRIBUTE_TEXT = 6;
    private static final int ATTRIBUTE_NUMBERS = 11;

    private static final int REAL = 1;
    private static final int NUMBER = 2;
    private static final int TEXT = 3;
    private static final int NUMBERS = 7;

    /** What is done to the answer of an operator, within it. */
    private static final String ACTIVATION = "activation";

    private static final String NO_ACTIVATION = "Linear";
    /** How the chip computes: it has nothing to say about floats. */
    private static final String QUANTIZATION = "quant_type";

    /** Whether these are done with channels last or first makes no difference to the numbers. */
    private static final Set<String> OPERATORS = Set.of(
            "Add", "Mul", "Conv", "PRelu", "Relu", "LeakyRelu", "Sigmoid", "GlobalAveragePool", "Flatten", "Gemm");

    private static final Set<List<Long>> CHANNELS_FIRST_OR_LAST =
            Set.of(List.of(0L, 3L, 1L, 2L), List.of(0L, 2L, 3L, 1L));

    private final FlatTable node;
    private final Map<String, FlatTable> attributes = new HashMap<>();

    NodeConversion(FlatTable node) {
        this.node = node;
        node.tables(ATTRIBUTES).forEach(attribute -> attributes.put(attribute.text(ATTRIBUTE_NAME), attribute));
    }

    /**
     * @param weights by their names; those of a product of matrices are replaced by what they are as a matrix
     */
    NodeProto proto(Map<String, TensorProto> weights) {
        String operator = node.text(OPERATOR);
        NodeProto.Builder proto = NodeProto.newBuilder()
                .setName(node.text(NAME))
                .addAllInput(node.texts(INPUTS))
                .addAllOutput(node.texts(OUTPUTS));
        if (operator.equals("Transpose")) {
            checkTransposition();
            return proto.setOpType("Identity").build();
        }
        if (!OPERATORS.contains(operator)) {
            throw unsupported("operator " + operator);
        }
        checkActivation();
        checkPadding();
        proto.setOpType(operator);
        attributes.forEach((name, attribute) -> {
            if (!Set.of(ACTIVATION, QUANTIZATION).contains(name)) {
                proto.addAttribute(converted(name, attribute));
            }
        });
        if (operator.equals("Gemm")) {
            productOfMatrices(proto, weights);
        }
        return proto.build();
    }

    private void checkTransposition() {
        List<Long> order = numbers("perm");
        if (!CHANNELS_FIRST_OR_LAST.contains(order)) {
            throw unsupported("the order %s of axes".formatted(order));
        }
    }

    private void checkActivation() {
        FlatTable activation = attributes.get(ACTIVATION);
        if (activation != null && !text(activation).equals(NO_ACTIVATION)) {
            throw unsupported("the activation " + text(activation));
        }
    }

    /** Whether rows or columns come first is only known where it doesn't matter. */
    private void checkPadding() {
        if (numbers("pads").stream().distinct().count() > 1) {
            throw unsupported("the uneven padding " + numbers("pads"));
        }
    }

    private List<Long> numbers(String name) {
        FlatTable attribute = attributes.get(name);
        return attribute == null ? List.of() : attribute.longNumbers(ATTRIBUTE_NUMBERS);
    }

    private void productOfMatrices(NodeProto.Builder proto, Map<String, TensorProto> weights) {
        String name = proto.getInput(1);
        TensorProto kernel = weights.get(name);
        if (kernel == null || kernel.getDimsCount() != 4) {
            throw unsupported("a product with something that is no matrix of weights");
        }
        weights.put(
                name,
                kernel.toBuilder()
                        .clearDims()
                        .addDims(kernel.getDims(0))
                        .addDims(kernel.getDims(1))
                        .build());
        List<AttributeProto> others = proto.getAttributeList().stream()
                .filter(attribute -> !attribute.getName().equals("transB"))
                .toList();
        proto.clearAttribute().addAllAttribute(others).addAttribute(integer("transB", 1));
    }

    private static AttributeProto integer(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    private AttributeProto converted(String name, FlatTable attribute) {
        AttributeProto.Builder proto = AttributeProto.newBuilder().setName(name);
        switch (attribute.number(ATTRIBUTE_TYPE)) {
            case REAL -> proto.setType(AttributeProto.AttributeType.FLOAT).setF(attribute.realNumber(ATTRIBUTE_REAL));
            case NUMBER -> proto.setType(AttributeProto.AttributeType.INT).setI(attribute.longNumber(ATTRIBUTE_NUMBER));
            case NUMBERS ->
                proto.setType(AttributeProto.AttributeType.INTS).addAllInts(attribute.longNumbers(ATTRIBUTE_NUMBERS));
            default -> throw unsupported("the kind of its attribute '%s'".formatted(name));
        }
        return proto.build();
    }

    private String text(FlatTable attribute) {
        if (attribute.number(ATTRIBUTE_TYPE) != TEXT) {
            throw unsupported("the kind of its attribute '%s'".formatted(attribute.text(ATTRIBUTE_NAME)));
        }
        return StandardCharsets.UTF_8.decode(attribute.bytes(ATTRIBUTE_TEXT, 1)).toString();
    }

    private ModelException unsupported(String what) {
        return new ModelException("Node '%s' (%s) can't be imported: %s is not understood."
                .formatted(node.text(NAME), node.text(OPERATOR), what));
    }
}

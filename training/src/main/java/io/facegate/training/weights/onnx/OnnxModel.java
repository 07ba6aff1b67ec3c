package io.facegate.training.weights.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.facegate.vision.model.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An ONNX file with one input, read but not yet understood. */
final class OnnxModel {
    /** The first one in which values are broadcast as in NumPy. */
    private static final int OLDEST_OPSET = 7;

    private static final Set<String> STANDARD_DOMAINS = Set.of("", "ai.onnx");

    private final String name;
    private final GraphProto graph;
    private final int opset;
    private final Map<String, TensorProto> initializers = new LinkedHashMap<>();
    private final ValueInfoProto input;

    /**
     * @param name of what it was read from, for people
     * @throws ModelException if it is none that can be an embedder
     */
    OnnxModel(String name, ModelProto model) {
        this.name = name;
        this.graph = model.getGraph();
        if (graph.getNodeCount() == 0) {
            throw new ModelException(
                    "%s is not an ONNX model: it has no graph.%nMaybe it is another format, or damaged."
                            .formatted(name));
        }
        this.opset = model.getOpsetImportList().stream()
                .filter(set -> STANDARD_DOMAINS.contains(set.getDomain()))
                .mapToInt(set -> Math.toIntExact(set.getVersion()))
                .max()
                .orElse(1);
        if (opset < OLDEST_OPSET) {
            throw new ModelException(
                    "%s is written for operator set %d; the oldest that is understood is %d.%nMaybe convert it with onnx.version_converter."
                            .formatted(name, opset, OLDEST_OPSET));
        }
        for (TensorProto tensor : graph.getInitializerList()) {
            initializers.put(tensor.getName(), tensor);
        }
        List<ValueInfoProto> inputs = graph.getInputList().stream()
                .filter(candidate -> !initializers.containsKey(candidate.getName()))
                .toList();
        if (inputs.size() != 1) {
            throw new ModelException("%s has %d inputs (%s) where an embedder has one: the face."
                    .formatted(name, inputs.size(), names(inputs)));
        }
        this.input = inputs.get(0);
    }

    /**
     * @throws IOException if the file can't be read
     * @throws ModelException if it is not an ONNX model, or one that can't be an embedder
     */
    static OnnxModel read(Path file) throws IOException {
        ModelProto model;
        try {
            model = ModelProto.parseFrom(Files.readAllBytes(file));
        } catch (InvalidProtocolBufferException e) {
            throw new ModelException(
                    "%s is not an ONNX model: %s%nMaybe it is another format, or damaged."
                            .formatted(file, e.getMessage()),
                    e);
        }
        return new OnnxModel(file.toString(), model);
    }

    String name() {
        return name;
    }

    int opset() {
        return opset;
    }

    String input() {
        return input.getName();
    }

    /** Sizes of the input's axes; -1 where the model leaves it open. */
    List<Long> inputShape() {
        return input.getType().getTensorType().getShape().getDimList().stream()
                .map(OnnxModel::size)
                .toList();
    }

    private static long size(TensorShapeProto.Dimension dimension) {
        return dimension.getDimValue() > 0 ? dimension.getDimValue() : -1;
    }

    /**
     * @param wanted one of several outputs; null for the only one
     */
    String output(@Nullable String wanted) {
        List<ValueInfoProto> outputs = graph.getOutputList().stream()
                .filter(output -> wanted == null || output.getName().equals(wanted))
                .toList();
        if (outputs.size() != 1) {
            throw new ModelException("%s has the outputs %s; %s.%nMaybe choose the embedding's with --output."
                    .formatted(
                            name,
                            names(graph.getOutputList()),
                            wanted == null ? "one is needed" : "'%s' is not one of them".formatted(wanted)));
        }
        return outputs.get(0).getName();
    }

    List<NodeProto> nodes() {
        return graph.getNodeList();
    }

    /** Null if no tensor of this name is stored. */
    @Nullable
    TensorProto initializer(String tensor) {
        return initializers.get(tensor);
    }

    static boolean isStandard(NodeProto node) {
        return STANDARD_DOMAINS.contains(node.getDomain());
    }

    private static String names(List<ValueInfoProto> values) {
        return values.stream().map(ValueInfoProto::getName).collect(Collectors.joining(", "));
    }
}

package io.facegate.training.export.onnx;

import io.facegate.vision.model.LoadedModel;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.tensorflow.GraphOperation;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SignatureDef;

/** The graph of an embedder's SavedModel. Owns it. */
final class ServingGraph implements AutoCloseable {
    private final SavedModelBundle model;
    private final Map<String, NodeDef> nodes = new LinkedHashMap<>();
    private final Map<String, Boolean> constant = new HashMap<>();
    private final Map<String, Integer> consumers = new HashMap<>();

    /**
     * @throws ModelException if it can't be loaded
     */
    ServingGraph(Path folder) {
        try {
            model = SavedModelBundle.load(folder.toString(), LoadedModel.TAG);
        } catch (TensorFlowException e) {
            throw new ModelException("The SavedModel in %s can't be loaded: %s".formatted(folder, e.getMessage()), e);
        }
        model.graph().toGraphDef().getNodeList().forEach(node -> nodes.put(node.getName(), node));
        countConsumers(output(), new HashSet<>());
    }

    /** An output of a node: {@code name} or {@code name:index}. */
    record Reference(String node, int index) {
        static Reference of(String written) {
            int colon = written.lastIndexOf(':');
            return colon < 0
                    ? new Reference(written, 0)
                    : new Reference(written.substring(0, colon), Integer.parseInt(written.substring(colon + 1)));
        }
    }

    private void countConsumers(Reference reference, Set<String> seen) {
        consumers.merge(reference.node(), 1, Integer::sum);
        if (seen.add(reference.node())) {
            node(reference).getInputList().forEach(input -> countConsumers(Reference.of(input), seen));
        }
    }

    private SignatureDef signature() {
        return model.metaGraphDef().getSignatureDefOrThrow(LoadedModel.SIGNATURE);
    }

    /** The placeholder of the faces. */
    String input() {
        return Reference.of(signature()
                        .getInputsOrThrow(ModelContract.Embedder.FACES)
                        .getName())
                .node();
    }

    Reference output() {
        return Reference.of(
                signature().getOutputsOrThrow(ModelContract.Embedder.EMBEDDINGS).getName());
    }

    NodeDef node(Reference reference) {
        NodeDef node = nodes.get(reference.node());
        if (node == null) {
            throw new ModelException("The graph has no node " + reference.node());
        }
        return node;
    }

    Reference input(NodeDef node, int index) {
        return Reference.of(node.getInput(index));
    }

    /** Whether nothing else needs what this node gives. */
    boolean hasOneConsumer(Reference reference) {
        return consumers.getOrDefault(reference.node(), 0) == 1;
    }

    /** -1 where a size depends on the faces. */
    Shape shape(Reference reference) {
        GraphOperation operation = model.graph().operation(reference.node());
        return operation == null
                ? Shape.unknown()
                : operation.output(reference.index()).shape();
    }

    boolean isConstant(Reference reference) {
        Boolean known = constant.get(reference.node());
        if (known == null) {
            NodeDef node = node(reference);
            known = !node.getName().equals(input())
                    && node.getInputList().stream().map(Reference::of).allMatch(this::isConstant);
            constant.put(reference.node(), known);
        }
        return known;
    }

    /** Computed, so that what is made of weights (a batch normalisation in its kernel) becomes one of them. */
    Constant constant(Reference reference) {
        try (Result result = model.session()
                .runner()
                .fetch(reference.node(), reference.index())
                .run()) {
            return Constant.of(result.get(0));
        }
    }

    @Override
    public void close() {
        model.close();
    }
}

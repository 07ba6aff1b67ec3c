package io.facegate.vision.model;

import com.google.protobuf.UnsafeByteOperations;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/**
 * A graph in which what depends on constants alone is a constant: weights of 8 bits are widened, and batch norms multiplied into
 * them, once instead of in each run. oneDNN keeps the weights of a convolution in the order that suits the processor only where
 * they are a constant.
 */
final class FoldedGraph {
    private static final String CONSTANT = "Const";

    /** What widens weights and folds batch norms: without state, and no larger than the largest of what goes in. */
    private static final Set<String> FOLDABLE =
            Set.of("Identity", "Cast", "Add", "AddV2", "Sub", "Mul", "Div", "RealDiv", "Rsqrt", "Neg", "Reshape");

    private FoldedGraph() {}

    /** The graph of the bundle, which stays the caller's. */
    static GraphDef of(SavedModelBundle bundle) {
        GraphDef graph = bundle.metaGraphDef().getGraphDef();
        Set<String> constant = constant(graph.getNodeList());
        Set<String> needed = new LinkedHashSet<>();
        GraphDef.Builder folded = graph.toBuilder().clearNode();
        for (NodeDef node : graph.getNodeList()) {
            if (!constant.contains(node.getName())) {
                node.getInputList().stream()
                        .map(FoldedGraph::nodeOf)
                        .filter(constant::contains)
                        .forEach(needed::add);
                folded.addNode(node);
            }
        }
        Set<String> computed = new LinkedHashSet<>();
        for (NodeDef node : graph.getNodeList()) {
            if (needed.contains(node.getName())) {
                if (node.getOp().equals(CONSTANT)) {
                    folded.addNode(node);
                } else {
                    computed.add(node.getName());
                }
            }
        }
        if (!computed.isEmpty()) {
            addValues(bundle.session(), computed, folded);
        }
        return folded.build();
    }

    /** Names of the nodes that depend on constants alone. */
    private static Set<String> constant(List<NodeDef> nodes) {
        List<NodeDef> open = new ArrayList<>();
        Set<String> constant = new LinkedHashSet<>();
        for (NodeDef node : nodes) {
            if (node.getOp().equals(CONSTANT)) {
                constant.add(node.getName());
            } else if (FOLDABLE.contains(node.getOp())) {
                open.add(node);
            }
        }
        while (open.removeIf(
                node -> node.getInputList().stream().map(FoldedGraph::nodeOf).allMatch(constant::contains)
                        && constant.add(node.getName()))) {
            // one more layer
        }
        return constant;
    }

    private static void addValues(Session session, Set<String> nodes, GraphDef.Builder folded) {
        Session.Runner run = session.runner();
        nodes.forEach(run::fetch);
        try (Result values = run.run()) {
            int index = 0;
            for (String node : nodes) {
                Tensor value = values.get(index++);
                folded.addNode(NodeDef.newBuilder()
                        .setName(node)
                        .setOp(CONSTANT)
                        .putAttr(
                                "dtype",
                                AttrValue.newBuilder().setType(value.dataType()).build())
                        .putAttr(
                                "value",
                                AttrValue.newBuilder().setTensor(proto(value)).build()));
            }
        }
    }

    private static TensorProto proto(Tensor value) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (long side : value.shape().asArray()) {
            shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(side));
        }
        byte[] content = new byte[Math.toIntExact(value.numBytes())];
        value.asRawTensor().data().read(content);
        return TensorProto.newBuilder()
                .setDtype(value.dataType())
                .setTensorShape(shape)
                .setTensorContent(UnsafeByteOperations.unsafeWrap(content)) // which nobody else has
                .build();
    }

    /** Of an input: {@code node}, {@code node:1}, or {@code ^node} where only the order matters. */
    private static String nodeOf(String input) {
        int output = input.indexOf(':');
        return input.substring(input.startsWith("^") ? 1 : 0, output < 0 ? input.length() : output);
    }
}

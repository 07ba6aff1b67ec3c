package io.facegate.vision.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.SessionFunction;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

class FoldedGraphTest {
    private static final float[][] TWO_ROWS = {{1, 2}, {3, -1}};

    @TempDir
    private Path folder;

    /** Weights of 8 bits: 0.5 and -1 in the first column, 1 and 2 in the second. */
    private static Operand<TFloat32> widened(Ops tf) {
        Operand<TUint8> small = tf.dtypes.cast(tf.constant(new int[][] {{129, 130}, {126, 132}}), TUint8.class);
        Operand<TFloat32> offset = tf.math.sub(tf.dtypes.cast(small, TFloat32.class), tf.constant(128f));
        return tf.math.mul(offset, tf.constant(0.5f));
    }

    @Test
    void weightsAreWidenedOnce() throws IOException {
        try (SavedModelBundle bundle = exported((tf, rows) -> tf.linalg.matMul(rows, widened(tf)))) {
            GraphDef folded = FoldedGraph.of(bundle);

            assertThat(operations(folded)).contains("MatMul").doesNotContain("Cast", "Sub", "Mul");
            NodeDef product = only(folded, "MatMul");
            assertThat(folded.getNodeList())
                    .filteredOn(node -> node.getName().equals(product.getInput(1)))
                    .singleElement()
                    .extracting(NodeDef::getOp)
                    .isEqualTo("Const");
        }
    }

    @Test
    void answersStayTheSame() throws IOException {
        try (SavedModelBundle bundle = exported((tf, rows) ->
                        tf.math.add(tf.linalg.matMul(rows, widened(tf)), tf.constant(new float[] {1, 2})));
                Graph graph = new Graph()) {
            graph.importGraphDef(FoldedGraph.of(bundle));
            try (Session session = new Session(graph);
                    TFloat32 rows = TFloat32.tensorOf(StdArrays.ndCopyOf(TWO_ROWS));
                    Result result =
                            session.run(bundle.function(LoadedModel.SIGNATURE).signature(), Map.of("rows", rows))) {
                float[][] answer =
                        StdArrays.array2dCopyOf((TFloat32) result.get("answer").orElseThrow());

                assertThat(answer[0])
                        .containsExactly(new float[] {1 * 0.5f + 2 * -1 + 1, 1 * 1 + 2 * 2 + 2}, within(0f));
                assertThat(answer[1]).containsExactly(new float[] {3 * 0.5f + 1 + 1, 3 * 1 - 2 + 2}, within(0f));
            }
        }
    }

    @Test
    void whatHasAStateIsLeftAlone() throws IOException {
        try (SavedModelBundle bundle = exported((tf, rows) -> tf.math.add(
                rows, tf.math.mul(tf.random.randomUniform(tf.array(1L, 2L), TFloat32.class), tf.constant(2f))))) {
            assertThat(operations(FoldedGraph.of(bundle))).contains("RandomUniform", "Mul");
        }
    }

    private static List<String> operations(GraphDef graph) {
        return graph.getNodeList().stream().map(NodeDef::getOp).toList();
    }

    private static NodeDef only(GraphDef graph, String operation) {
        return graph.getNodeList().stream()
                .filter(node -> node.getOp().equals(operation))
                .reduce((one, other) -> {
                    throw new AssertionError("Several of " + operation);
                })
                .orElseThrow();
    }

    private SavedModelBundle exported(BiFunction<Ops, Operand<TFloat32>, Operand<TFloat32>> model) throws IOException {
        try (Graph graph = new Graph();
                Session session = new Session(graph)) {
            Ops tf = Ops.create(graph);
            Placeholder<TFloat32> rows =
                    tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE, 2)));
            SavedModelBundle.exporter(folder.toString())
                    .withTags(LoadedModel.TAG)
                    .withFunction(SessionFunction.create(
                            Signature.builder()
                                    .key(LoadedModel.SIGNATURE)
                                    .input("rows", rows)
                                    .output("answer", model.apply(tf, rows))
                                    .build(),
                            session))
                    .export();
        }
        return SavedModelBundle.load(folder.toString(), LoadedModel.TAG);
    }
}

package io.facegate.training.fit;

import java.util.Iterator;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Floating-point operations of convolutions and products, which are nearly all that a network computes; a multiplication
 * and an addition are two.
 */
public final class Flops {
    private static final int SIDE = 2048;
    private static final int RUNS = 7;

    private Flops() {}

    /**
     * @param scopes of the operations' names
     */
    static double of(Graph graph, String... scopes) {
        double sum = 0;
        for (Iterator<GraphOperation> operations = graph.operations(); operations.hasNext(); ) {
            GraphOperation operation = operations.next();
            for (String scope : scopes) {
                sum += operation.name().startsWith(scope + "/") ? of(operation) : 0;
            }
        }
        return sum;
    }

    private static double of(GraphOperation operation) {
        return switch (operation.type()) {
            // filter [h, w, in, out], result [n, h, w, out]
            case "Conv2D" ->
                convolution(operation.input(1).shape(), operation.output(0).shape());
            case "Conv2DBackpropInput" ->
                // that of the pictures is asked for by nothing, and not computed
                operation.consumers().isEmpty()
                        ? 0
                        : convolution(
                                operation.input(1).shape(), operation.input(2).shape());
            case "Conv2DBackpropFilter" ->
                convolution(operation.output(0).shape(), operation.input(2).shape());
            case "MatMul" -> {
                double left = operation.input(0).shape().size();
                double right = operation.input(1).shape().size();
                double result = operation.output(0).shape().size();
                yield 2 * Math.sqrt(left * right * result); // of (m k) (k n) (m n)
            }
            default -> 0;
        };
    }

    /**
     * @param filter {@code [h, w, in, out]}
     * @param result {@code [n, h, w, out]}
     */
    public static double convolution(Shape filter, Shape result) {
        double perValue = 2.0 * filter.size() / filter.get(3);
        return perValue * result.size();
    }

    /** How many a second a plain product of two large matrices does here: what a network may hope for. */
    public static double ofPlainProduct(Precision precision, int threads) {
        try (Graph graph = new Graph();
                Session session = new Session(graph, precision.session(threads))) {
            Ops tf = Ops.create(graph);
            Operand<TFloat32> matrix = tf.random.statelessRandomNormal(
                    tf.constant(new int[] {SIDE, SIDE}), tf.constant(new long[] {1, 1}));
            var variable = tf.varHandleOp(TFloat32.class, Shape.of(SIDE, SIDE));
            session.run(tf.assignVariableOp(variable, matrix));
            Operand<TFloat32> value = tf.readVariableOp(variable, TFloat32.class);
            // a part of the result, so that little of it has to be handed over
            Operand<TFloat32> product = tf.slice(
                    tf.linalg.matMul(value, value), tf.constant(new int[] {0, 0}), tf.constant(new int[] {1, 1}));
            Session.Runner runner = session.runner().fetch(product);
            List<Long> nanos = Timing.of(RUNS, () -> runner.run().close());
            return 2.0 * SIDE * SIDE * SIDE / (Timing.median(nanos) / Timing.NANOS_PER_SECOND);
        }
    }
}

package io.facegate.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.NoOp;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

class AdamWTest {
    private static final double RATE = 0.1;

    /** Minimises the square of a matrix and a vector of one value each, and keeps their values after every step. */
    private static double[][] minimize(AdamW optimizer, int steps, float lossScale, float target) {
        double[][] values = new double[steps][];
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Variables variables = new Variables(tf);
            Variable matrix = variables.get(
                    "matrix", Variable.Kind.WEIGHT, Shape.of(1, 1), () -> tf.constant(new float[][] {{1}}));
            Variable vector =
                    variables.get("vector", Variable.Kind.WEIGHT, Shape.of(1), () -> tf.constant(new float[] {-2}));
            Placeholder<TFloat32> number = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
            Operand<TFloat32> goal = tf.constant(target);
            Operand<TFloat32> loss = tf.math.add(
                    tf.nn.l2Loss(tf.math.sub(matrix.value(), goal)), tf.nn.l2Loss(tf.math.sub(vector.value(), goal)));
            AdamW.Step step = optimizer.minimize(
                    tf,
                    graph,
                    variables,
                    loss,
                    tf.constant(lossScale),
                    List.of(new AdamW.Trained(matrix, false), new AdamW.Trained(vector, true)),
                    new AdamW.Rates(tf.constant((float) RATE), tf.constant((float) (2 * RATE))),
                    number);
            NoOp update = tf.withControlDependencies(step.updates()).noOp();
            try (Session session = new Session(graph)) {
                variables.initialize(session);
                for (int i = 0; i < steps; i++) {
                    try (TFloat32 now = TFloat32.scalarOf(i + 1)) {
                        session.runner()
                                .feed(number, now)
                                .addTarget(update)
                                .run()
                                .close();
                    }
                    try (Result result = session.runner()
                            .fetch(matrix.value())
                            .fetch(vector.value())
                            .run()) {
                        values[i] = new double[] {
                            ((TFloat32) result.get(0)).getFloat(0, 0), ((TFloat32) result.get(1)).getFloat(0)
                        };
                    }
                }
            }
        }
        return values;
    }

    /** The update as the paper writes it, in double precision. */
    private static double[][] expected(AdamW optimizer, int steps, double target) {
        double[] x = {1, -2};
        double[] m = new double[2];
        double[] v = new double[2];
        double[][] values = new double[steps][];
        for (int i = 0; i < steps; i++) {
            double[] gradient = {x[0] - target, x[1] - target};
            double norm = Math.hypot(gradient[0], gradient[1]);
            double clip = Math.min(1, optimizer.clipNorm() / norm);
            for (int k = 0; k < 2; k++) {
                double rate = k == 0 ? RATE : 2 * RATE;
                double g = gradient[k] * clip;
                m[k] = optimizer.beta1() * m[k] + (1 - optimizer.beta1()) * g;
                v[k] = optimizer.beta2() * v[k] + (1 - optimizer.beta2()) * g * g;
                double meanHat = m[k] / (1 - Math.pow(optimizer.beta1(), i + 1));
                double squareHat = v[k] / (1 - Math.pow(optimizer.beta2(), i + 1));
                double decay = k == 0 ? rate * optimizer.weightDecay() * x[k] : 0; // a vector does not decay
                x[k] -= decay + rate * meanHat / (Math.sqrt(squareHat) + 1e-8);
            }
            values[i] = x.clone();
        }
        return values;
    }

    @Test
    void followsThePaperWithDecayOnMatricesOnlyAndTwoRates() {
        AdamW optimizer = new AdamW(0.1f, 100, 0.9f, 0.99f);

        assertClose(minimize(optimizer, 20, 1, 0.3f), expected(optimizer, 20, 0.3f));
    }

    @Test
    void clipsByTheCommonNorm() {
        AdamW optimizer = new AdamW(0, 0.5f, 0.9f, 0.99f);

        assertClose(minimize(optimizer, 20, 1, 0.3f), expected(optimizer, 20, 0.3f));
    }

    @Test
    void theLossScaleChangesNothingButTheGradientsOnTheWay() {
        AdamW optimizer = new AdamW(0.1f, 0.5f, 0.9f, 0.99f);

        assertClose(minimize(optimizer, 20, 1024, 0.3f), expected(optimizer, 20, 0.3f));
    }

    @Test
    void aStepWithoutFiniteGradientsChangesNoWeight() {
        double[][] values = minimize(new AdamW(0.1f, 1, 0.9f, 0.99f), 2, 1, Float.POSITIVE_INFINITY);

        assertThat(values[1]).containsExactly(1, -2);
    }

    private static void assertClose(double[][] found, double[][] expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(found[i]).as("after step %d", i + 1).containsExactly(expected[i], within(2e-5));
        }
    }
}

package io.facegate.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegate.training.loss.LossWeights;
import io.facegate.training.network.FaceNetwork;
import io.facegate.training.network.FaceNetwork.Part;
import io.facegate.training.network.Initializer;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What a network's parameters begin with, and what training does to layers. */
class NetworkParametersTest {
    private static final FaceNetwork NETWORK = new TinyNetwork();

    /** A graph with parameters, which trains some parts at a step's seed. */
    private static final class Built implements AutoCloseable {
        private final Graph graph = new Graph();
        private final Ops tf = Ops.create(graph);
        private final Variables variables = new Variables(tf);
        private final RandomStart random;
        private final NetworkParameters parameters;
        private final Session session = new Session(graph);

        Built(long runSeed, long step, double backboneRate, Set<Part> trained) {
            this.random = new RandomStart(tf, runSeed);
            this.parameters = new NetworkParameters(
                    variables,
                    NETWORK,
                    trained,
                    random,
                    Averaging.NONE,
                    new AdamW.Rates(tf.constant((float) backboneRate), tf.constant(1f)),
                    tf.constant(new long[] {runSeed, step}));
        }

        float[] run(Operand<TFloat32> output, Op... targets) {
            Session.Runner runner = session.runner().fetch(output);
            Arrays.stream(targets).forEach(runner::addTarget);
            try (Result result = runner.run()) {
                TFloat32 tensor = (TFloat32) result.get(0);
                float[] values = new float[(int) tensor.size()];
                tensor.copyTo(DataBuffers.of(values, false, false));
                return values;
            }
        }

        float[] initial(Operand<TFloat32> value) {
            variables.initialize(session);
            return run(value);
        }

        @Override
        public void close() {
            session.close();
            graph.close();
        }
    }

    private static <T> T with(long runSeed, long step, Function<Built, T> use) {
        try (Built built = new Built(runSeed, step, 1, Set.of(Part.HEAD))) {
            return use.apply(built);
        }
    }

    private static float[] first(long seed, String name, Shape shape, Initializer initializer) {
        return with(seed, 0, built -> built.initial(built.parameters.weight(built.tf, name, shape, initializer)));
    }

    @Test
    void weightsBeginAsTheirInitializerSays() {
        assertThat(first(1, "head/a", Shape.of(2), Initializer.ZEROS)).containsExactly(0, 0);
        assertThat(first(1, "head/a", Shape.of(2), Initializer.ONES)).containsExactly(1, 1);
        assertThat(first(1, "head/a", Shape.of(2), Initializer.QUARTERS)).containsExactly(0.25f, 0.25f);

        float[] kernel = first(1, "head/a", Shape.of(3, 3, 50, 60), Initializer.HE_NORMAL);
        double squares = 0;
        for (float value : kernel) {
            squares += (double) value * value / kernel.length;
        }
        assertThat(squares).isCloseTo(2.0 / (3 * 3 * 50), within(1e-4));
    }

    /** So that a network is the same however its graph is built, and a stage more changes no other. */
    @Test
    void aFirstValueDependsOnSeedAndNameAlone() {
        Shape shape = Shape.of(3, 4);
        float[] alone = first(5, "head/b", shape, Initializer.HE_NORMAL);

        float[] second = with(5, 9, built -> {
            built.parameters.weight(built.tf, "head/a", shape, Initializer.HE_NORMAL);
            return built.initial(built.parameters.weight(built.tf, "head/b", shape, Initializer.HE_NORMAL));
        });

        assertThat(second).isEqualTo(alone);
        assertThat(first(6, "head/b", shape, Initializer.HE_NORMAL)).isNotEqualTo(alone);
        assertThat(first(5, "head/c", shape, Initializer.HE_NORMAL)).isNotEqualTo(alone);
    }

    @Test
    void whatIsNotTrainedIsFrozen() {
        try (Built built = new Built(1, 0, 1, Set.of(Part.HEAD, Part.LAST_STAGE))) {
            for (String name : new String[] {"stem/kernel", "last/kernel", "head/hidden/kernel"}) {
                built.parameters.weight(built.tf, name, Shape.of(1), Initializer.ONES);
            }
            built.parameters.statistic(built.tf, "stem/norm/mean", Shape.of(1), Initializer.ZEROS);

            assertThat(built.variables.all())
                    .extracting(Variable::kind)
                    .containsExactly(
                            Variable.Kind.FROZEN, Variable.Kind.WEIGHT, Variable.Kind.WEIGHT, Variable.Kind.STATISTIC);
            assertThat(built.parameters.trains("stem")).isFalse();
            assertThat(built.parameters.trains("last")).isTrue();
        }
    }

    /** Of 1, 3, 5 and 7: mean 4, variance 5, of the population for the picture, of the sample for the average. */
    @Test
    void aNormalisationUsesItsBatchAndMovesATenthTowardsIt() {
        for (double rate : new double[] {1e-30, 0}) {
            try (Built built = new Built(1, 0, rate, Set.of(Part.BACKBONE))) {
                Ops tf = built.tf;
                Operand<TFloat32> normalized = built.parameters.normalizeByBatch(
                        tf,
                        "stem/norm",
                        tf.constant(new float[][][][] {{{{1}, {3}}, {{5}, {7}}}}),
                        tf.constant(new float[] {2}),
                        tf.constant(new float[] {10}),
                        1e-5f);
                Operand<TFloat32> mean =
                        built.parameters.statistic(tf, "stem/norm/mean", Shape.of(1), Initializer.ZEROS);
                Operand<TFloat32> variance =
                        built.parameters.statistic(tf, "stem/norm/variance", Shape.of(1), Initializer.ONES);
                built.variables.initialize(built.session);

                float[] values = built.run(
                        normalized, built.parameters.statisticsUpdates().toArray(Op[]::new));

                double deviation = Math.sqrt(5 + 1e-5);
                assertThat(values[0]).isCloseTo((float) (10 + 2 * (1 - 4) / deviation), within(1e-4f));
                assertThat(values[3]).isCloseTo((float) (10 + 2 * (7 - 4) / deviation), within(1e-4f));
                boolean moves = rate > 0;
                assertThat(built.run(mean)[0]).isCloseTo(moves ? 0.1f * 4 : 0, within(1e-5f));
                assertThat(built.run(variance)[0]).isCloseTo(moves ? 0.9f + 0.1f * 20 / 3 : 1, within(1e-4f));
            }
        }
    }

    @Test
    void dropoutLeavesOutItsShareAndScalesUpTheRest() {
        float[] dropped = dropout(1, 0, "head/hidden");

        int none = 0;
        for (float value : dropped) {
            assertThat(value).isIn(0f, 1 / 0.7f);
            none += value == 0 ? 1 : 0;
        }
        assertThat((double) none / dropped.length).isCloseTo(0.3, within(0.015));
    }

    @Test
    void dropoutIsAnotherInEveryStepLayerAndRunAndTheSameWhenItIsDoneAgain() {
        float[] dropped = dropout(1, 5, "head/hidden");

        assertThat(dropout(1, 5, "head/hidden")).isEqualTo(dropped);
        assertThat(dropout(1, 6, "head/hidden")).isNotEqualTo(dropped);
        assertThat(dropout(1, 5, "head/other")).isNotEqualTo(dropped);
        assertThat(dropout(2, 5, "head/hidden")).isNotEqualTo(dropped);
    }

    private static float[] dropout(long runSeed, long step, String layer) {
        return with(runSeed, step, built -> {
            Operand<TFloat32> ones = built.tf.fill(built.tf.constant(new int[] {100, 100}), built.tf.constant(1f));
            return built.run(built.parameters.dropout(built.tf, layer, ones, 0.3f));
        });
    }

    @Test
    void aLosssWeightsAreDirectionsOrLeaveWhatTheyAreGiven() {
        float[] rows = with(
                1,
                0,
                built -> built.initial(new LossParameters(built.tf, built.variables, built.random)
                        .matrix("centres", 200, 50, LossWeights.Start.RANDOM_ROWS)));
        double squares = 0;
        for (float value : rows) {
            squares += (double) value * value / 200;
        }
        assertThat(squares).as("mean squared length of a row").isCloseTo(1, within(0.05));

        for (long[] size : new long[][] {{2, 3}, {3, 2}, {2, 2}}) {
            float[] identity = with(
                    1,
                    0,
                    built -> built.initial(new LossParameters(built.tf, built.variables, built.random)
                            .matrix("projection", size[0], size[1], LossWeights.Start.IDENTITY)));
            for (int i = 0; i < identity.length; i++) {
                assertThat(identity[i]).isEqualTo(i / size[1] == i % size[1] ? 1 : 0);
            }
        }
    }
}

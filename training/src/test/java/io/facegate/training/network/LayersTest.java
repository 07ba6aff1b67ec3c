package io.facegate.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Each layer against numbers that can be worked out by hand. */
class LayersTest {
    private static final float EPSILON = 1e-5f;

    /** Parameters of the given values, and what training would do to a layer. */
    private static class Given implements Parameters {
        final Map<String, float[]> values = new HashMap<>();

        Given with(String name, float... values) {
            this.values.put(name, values);
            return this;
        }

        @Override
        public Operand<TFloat32> weight(Ops tf, String name, Shape shape, Initializer initializer) {
            float[] given = Objects.requireNonNull(values.get(name), name);
            return tf.constant(shape, DataBuffers.of(given, true, false));
        }

        @Override
        public Operand<TFloat32> statistic(Ops tf, String name, Shape shape, Initializer initializer) {
            return weight(tf, name, shape, initializer);
        }
    }

    /** Trains the layers of one name only. */
    private static final class Training extends Given implements TrainingParameters {
        private final String layer;

        Training(String layer) {
            this.layer = layer;
        }

        @Override
        public boolean trains(String name) {
            return name.equals(layer);
        }

        @Override
        public Operand<TFloat32> normalizeByBatch(
                Ops tf,
                String norm,
                Operand<TFloat32> map,
                Operand<TFloat32> gamma,
                Operand<TFloat32> beta,
                float epsilon) {
            return tf.math.add(tf.math.mul(map, gamma), tf.math.add(beta, tf.constant(1000f)));
        }

        @Override
        public Operand<TFloat32> dropout(Ops tf, String name, Operand<TFloat32> values, float rate) {
            return tf.math.mul(values, tf.constant(rate));
        }
    }

    private static float[] run(Parameters parameters, BiFunction<Ops, Layers, Operand<TFloat32>> layer) {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Operand<TFloat32> output = layer.apply(tf, new Layers(tf, parameters));
            try (Session session = new Session(graph);
                    Result result = session.runner().fetch(output).run()) {
                TFloat32 tensor = (TFloat32) result.get(0);
                float[] values = new float[(int) tensor.size()];
                tensor.copyTo(DataBuffers.of(values, false, false));
                return values;
            }
        }
    }

    /** Of one picture and one channel, {@code side} by {@code side}. */
    private static Operand<TFloat32> map(Ops tf, int side, float... values) {
        return tf.constant(Shape.of(1, side, side, 1), DataBuffers.of(values, true, false));
    }

    private static Given plainNorm(Given parameters, String layer) {
        return parameters
                .with(layer + "/norm/gamma", 1)
                .with(layer + "/norm/beta", 0)
                .with(layer + "/norm/mean", 0)
                .with(layer + "/norm/variance", 1 - EPSILON);
    }

    /** By PyTorch's padding the first window begins outside; TensorFlow's own would begin inside. */
    @Test
    void aConvolutionOfStrideTwoIsPaddedOnEverySide() {
        Given parameters = plainNorm(new Given(), "c").with("c/kernel", 1, 2, 3, 4, 5, 6, 7, 8, 9);

        float[] output = run(
                parameters,
                (tf, layers) -> layers.convolution(
                        "c",
                        map(tf, 4, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16),
                        3,
                        1,
                        2,
                        Initializer.ONES));

        // the window of the first: rows and columns -1, 0, 1; of the last: 1, 2, 3
        assertThat(output)
                .containsExactly(
                        new float[] {
                            5 * 1 + 6 * 2 + 8 * 5 + 9 * 6,
                            4 * 2 + 5 * 3 + 6 * 4 + 7 * 6 + 8 * 7 + 9 * 8,
                            2 * 5 + 3 * 6 + 5 * 9 + 6 * 10 + 8 * 13 + 9 * 14,
                            6 + 2 * 7 + 3 * 8 + 4 * 10 + 5 * 11 + 6 * 12 + 7 * 14 + 8 * 15 + 9 * 16
                        },
                        within(1e-3f));
    }

    @Test
    void aConvolutionKeepsTheSizeWithStrideOneAndSkipsWithAKernelOfOne() {
        Given parameters = plainNorm(new Given(), "c").with("c/kernel", 2);

        assertThat(run(
                        parameters,
                        (tf, layers) -> layers.convolution("c", map(tf, 2, 1, 2, 3, 4), 1, 1, 1, Initializer.ONES)))
                .containsExactly(new float[] {2, 4, 6, 8}, within(1e-5f));
        assertThat(run(
                        parameters,
                        (tf, layers) -> layers.convolution("c", map(tf, 2, 1, 2, 3, 4), 1, 1, 2, Initializer.ONES)))
                .containsExactly(new float[] {2}, within(1e-5f));
    }

    @Test
    void atInferenceANormalisationUsesWhatTrainingGathered() {
        Given parameters = new Given()
                .with("c/kernel", 2)
                .with("c/norm/gamma", 3)
                .with("c/norm/beta", 5)
                .with("c/norm/mean", 4)
                .with("c/norm/variance", 0.25f - EPSILON);

        // (2 x - 4) / 0.5 * 3 + 5
        assertThat(run(
                        parameters,
                        (tf, layers) -> layers.convolution("c", map(tf, 2, 1, 2, 3, 4), 1, 1, 1, Initializer.ONES)))
                .containsExactly(new float[] {-7, 5, 17, 29}, within(1e-4f));
        assertThat(run(
                        parameters,
                        (tf, layers) -> layers.normalizedDense("c", tf.constant(new float[][] {{1}, {2}}), 1)))
                .containsExactly(new float[] {-7, 5}, within(1e-4f));
    }

    @Test
    void onlyTheLayersThatAreTrainedUseTheirBatch() {
        for (String name : List.of("trained", "frozen")) {
            Training parameters = new Training("trained");
            plainNorm(parameters, name).with(name + "/kernel", 2);
            float extra = name.equals("trained") ? 1000 : 0;

            assertThat(run(
                            parameters,
                            (tf, layers) -> layers.convolution(name, map(tf, 1, 3), 1, 1, 1, Initializer.ONES)))
                    .as("convolution, %s", name)
                    .containsExactly(new float[] {6 + extra}, within(1e-3f));
            assertThat(run(
                            parameters,
                            (tf, layers) -> layers.normalizedDense(name, tf.constant(new float[][] {{3}}), 1)))
                    .as("dense, %s", name)
                    .containsExactly(new float[] {6 + extra}, within(1e-3f));
        }
    }

    @Test
    void dropoutIsForLayersThatAreTrainedAndForRatesAboveNothing() {
        BiFunction<Ops, Layers, Operand<TFloat32>> half =
                (tf, layers) -> layers.dropout("hidden", tf.constant(new float[] {8}), 0.5f);

        assertThat(run(new Training("hidden"), half)).containsExactly(4);
        assertThat(run(new Training("another"), half)).containsExactly(8);
        assertThat(run(new Given(), half)).as("at inference").containsExactly(8);
        assertThat(run(
                        new Training("hidden"),
                        (tf, layers) -> layers.dropout("hidden", tf.constant(new float[] {8}), 0)))
                .containsExactly(8);
    }

    @Test
    void aDenseLayerIsAProductAndABias() {
        Given parameters = new Given().with("d/kernel", 1, 2, 3, 10, 20, 30).with("d/bias", 100, 200, 300);

        assertThat(run(parameters, (tf, layers) -> layers.dense("d", tf.constant(new float[][] {{1, 2}}), 3)))
                .containsExactly(121, 242, 363);
    }

    @Test
    void poolsTakeTheLargestAndTheMean() {
        float[] values = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};

        assertThat(run(new Given(), (tf, layers) -> layers.maxPool(map(tf, 4, values), 3, 2)))
                .containsExactly(6, 8, 14, 16);
        assertThat(run(new Given(), (tf, layers) -> layers.averagePool(map(tf, 4, values))))
                .containsExactly(8.5f);
    }

    @Test
    void parametricReluHasASlopeForEachChannel() {
        Given parameters = new Given().with("p/slope", 0.5f, 0.1f);

        assertThat(run(
                        parameters,
                        (tf, layers) -> layers.parametricRelu("p", tf.constant(new float[][] {{-2, -2}, {3, 0}}))))
                .containsExactly(new float[] {-1, -0.2f, 3, 0}, within(1e-6f));
    }
}

package io.facegate.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

class WideningTest {
    private static final int FACES = 6;
    private static final int DIMENSION = 16;
    private static final Widening WIDENING = new Widening(7);

    /** A network that was trained: nothing in it is what it began with, blocks are no shortcuts. */
    private static final class Trained implements Parameters {
        private final Map<String, float[]> values = new HashMap<>();
        private final Map<String, Shape> shapes = new HashMap<>();

        @Override
        public Operand<TFloat32> weight(Ops tf, String name, Shape shape, Initializer initializer) {
            boolean kernel = initializer == Initializer.HE_NORMAL;
            float[] random = kernel ? new SeededConstants(3).values(name, shape, initializer) : aroundOne(name, shape);
            values.put(name, random);
            shapes.put(name, shape);
            return tf.constant(shape, DataBuffers.of(random, true, false));
        }

        @Override
        public Operand<TFloat32> statistic(Ops tf, String name, Shape shape, Initializer initializer) {
            return weight(tf, name, shape, initializer);
        }

        private static float[] aroundOne(String name, Shape shape) {
            Random random = new Random(name.hashCode());
            float[] values = new float[(int) shape.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = 0.6f + 0.8f * random.nextFloat();
            }
            return values;
        }
    }

    private record Widened(Trained narrow, Map<String, float[]> values) implements Parameters {
        @Override
        public Operand<TFloat32> weight(Ops tf, String name, Shape shape, Initializer initializer) {
            float[] wide = WIDENING.widened(
                    name,
                    Objects.requireNonNull(narrow.values.get(name)),
                    Objects.requireNonNull(narrow.shapes.get(name)),
                    shape);
            values.put(name, wide);
            return tf.constant(shape, DataBuffers.of(wide, true, false));
        }

        @Override
        public Operand<TFloat32> statistic(Ops tf, String name, Shape shape, Initializer initializer) {
            return weight(tf, name, shape, initializer);
        }
    }

    private static float[][] embeddings(double width, Parameters parameters) {
        byte[] pixels = new byte[FACES * 64 * 64 * 3];
        new Random(5).nextBytes(pixels);
        try (Graph graph = new Graph();
                Session session = new Session(graph);
                TUint8 faces = TUint8.tensorOf(Shape.of(FACES, 64, 64, 3), DataBuffers.of(pixels, true, false))) {
            Ops tf = Ops.create(graph);
            Operand<TFloat32> embedded = new ResNet50(DIMENSION, 0, width).embed(tf, parameters, tf.constantOf(faces));
            try (Result result = session.runner().fetch(embedded).run()) {
                float[][] rows = new float[FACES][DIMENSION];
                for (int i = 0; i < FACES; i++) {
                    ((TFloat32) result.get(0)).get(i).copyTo(DataBuffers.of(rows[i], false, false));
                }
                return rows;
            }
        }
    }

    private static double cosine(float[] one, float[] other) {
        double dot = 0;
        for (int i = 0; i < one.length; i++) {
            dot += (double) one[i] * other[i];
        }
        return dot;
    }

    @ParameterizedTest
    @CsvSource({"0.0625, 0.125", "0.0625, 0.25", "0.125, 0.25"})
    void aWiderNetworkGivesTheEmbeddingsOfTheOneThatItWasMadeOf(double narrowWidth, double wideWidth) {
        Trained narrow = new Trained();
        float[][] before = embeddings(narrowWidth, narrow);

        float[][] after = embeddings(wideWidth, new Widened(narrow, new HashMap<>()));

        for (int face = 0; face < FACES; face++) {
            assertThat(cosine(before[face], after[face])).isCloseTo(1, within(1e-5));
        }
        assertThat(cosine(before[0], before[1])).as("two faces differ").isLessThan(0.9999);
    }

    /** Channels with equal inputs and equal outputs would have equal gradients. */
    @Test
    void noTwoChannelsAreGivenOnInTheSameWay() {
        Trained narrow = new Trained();
        embeddings(0.0625, narrow);
        Map<String, float[]> wide = new HashMap<>();
        embeddings(0.125, new Widened(narrow, wide));

        float[] kernel = Objects.requireNonNull(wide.get("stage2/block1/conv2/kernel")); // 3x3, 16 to 16, of 8 to 8
        float[] first = Arrays.copyOfRange(kernel, 0, 16);
        float[] copy = Arrays.copyOfRange(kernel, 8 * 16, 9 * 16);
        float[] before = Objects.requireNonNull(narrow.values.get("stage2/block1/conv2/kernel"));
        for (int output = 0; output < 16; output++) {
            assertThat(first[output] + copy[output]).isCloseTo(before[output % 8], within(1e-6f));
            assertThat(Math.abs(first[output] - copy[output])).isGreaterThan(1e-6f);
        }
        assertThat(Objects.requireNonNull(wide.get("stage2/block1/conv2/norm/mean")))
                .as("but what belongs to a channel is the same for its copies")
                .startsWith(Objects.requireNonNull(narrow.values.get("stage2/block1/conv2/norm/mean")))
                .endsWith(Objects.requireNonNull(narrow.values.get("stage2/block1/conv2/norm/mean")));
    }

    @Test
    void theSameSeedGivesTheSameShares() {
        float[] narrow = {1, 2};
        float[] wide = WIDENING.widened("a", narrow, Shape.of(2, 1), Shape.of(4, 2));

        assertThat(new Widening(7).widened("a", narrow, Shape.of(2, 1), Shape.of(4, 2)))
                .isEqualTo(wide);
        assertThat(new Widening(8).widened("a", narrow, Shape.of(2, 1), Shape.of(4, 2)))
                .isNotEqualTo(wide);
        assertThat(WIDENING.widened("b", narrow, Shape.of(2, 1), Shape.of(4, 2)))
                .isNotEqualTo(wide);
    }

    @ParameterizedTest
    @CsvSource({
        "'2', '4', true",
        "'3,3,2,4', '3,3,4,4', true",
        "'7,7,3,4', '7,7,3,16', true",
        "'4', '2', false",
        "'2', '3', false",
        "'1,1,2,4', '3,3,2,4', false",
        "'2,4', '1,1,2,4', false"
    })
    void onlyChannelsAreCopied(String from, String to, boolean possible) {
        Shape narrow = shape(from);
        Shape wide = shape(to);

        assertThat(Widening.widens(narrow, wide)).isEqualTo(possible);
        if (!possible) {
            assertThatThrownBy(() -> WIDENING.widened("a", new float[(int) narrow.size()], narrow, wide))
                    .hasMessage("a of %s can't be widened to %s".formatted(narrow, wide));
        }
    }

    private static Shape shape(String lengths) {
        return Shape.of(
                Arrays.stream(lengths.split(",")).mapToLong(Long::parseLong).toArray());
    }
}

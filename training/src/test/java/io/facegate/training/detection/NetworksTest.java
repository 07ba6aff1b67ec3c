package io.facegate.training.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegate.training.network.Initializer;
import io.facegate.training.network.Parameters;
import io.facegate.training.network.SeededConstants;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class NetworksTest {
    private static Operand<TFloat32> noise(Ops tf, int... shape) {
        return tf.random.statelessRandomUniform(tf.constant(shape), tf.constant(new long[] {1, 2}));
    }

    /** What a network asks for, by name. */
    private static final class Recorder implements Parameters {
        final Map<String, long[]> asked = new TreeMap<>();
        private final Parameters answers = new SeededConstants(1);

        @Override
        public Operand<TFloat32> weight(Ops tf, String name, Shape shape, Initializer initializer) {
            asked.put(name, shape.asArray());
            return answers.weight(tf, name, shape, initializer);
        }

        @Override
        public Operand<TFloat32> statistic(Ops tf, String name, Shape shape, Initializer initializer) {
            throw new AssertionError(name);
        }

        long numbers() {
            return asked.values().stream()
                    .mapToLong(shape -> Arrays.stream(shape).reduce(1, Math::multiplyExact))
                    .sum();
        }
    }

    @ParameterizedTest
    @CsvSource({"12, 12, 1, 1", "13, 14, 1, 2", "30, 12, 10, 1", "101, 64, 45, 27"})
    void aWindowMovesByTwoPixels(int height, int width, int rows, int columns) {
        List<Values> output = Values.all(tf -> {
            ProposalNetwork.Output map =
                    new ProposalNetwork(new SeededConstants(1)).apply(tf, noise(tf, 2, height, width, 3));
            return List.of(map.logits(), map.box());
        });

        assertThat(output.get(0).shape()).containsExactly(2, rows, columns, 2);
        assertThat(output.get(1).shape()).containsExactly(2, rows, columns, 4);
    }

    @Test
    void whatIsSaidOfAWindowDependsOnNothingElse() {
        List<Values> output = Values.all(tf -> {
            ProposalNetwork network = new ProposalNetwork(new SeededConstants(1));
            Operand<TFloat32> picture = noise(tf, 1, 40, 30, 3);
            Operand<TFloat32> window =
                    tf.slice(picture, tf.constant(new int[] {0, 8, 6, 0}), tf.constant(new int[] {1, 12, 12, 3}));
            return List.of(
                    network.apply(tf, picture).box(), network.apply(tf, window).box());
        });

        Values map = output.get(0);
        int columns = (int) map.shape()[2];
        int at = (4 * columns + 3) * 4;
        assertThat(Arrays.copyOfRange(map.data(), at, at + 4))
                .containsExactly(output.get(1).data(), within(1e-5f));
    }

    @Test
    void eachAnswersEveryCropByItself() {
        List<Values> output = Values.all(tf -> {
            RefinementNetwork refinement = new RefinementNetwork(new SeededConstants(1));
            Operand<TFloat32> crops = noise(tf, 3, 24, 24, 3);
            Operand<TFloat32> second =
                    tf.slice(crops, tf.constant(new int[] {1, 0, 0, 0}), tf.constant(new int[] {1, 24, 24, 3}));
            return List.of(
                    refinement.apply(tf, crops).logits(),
                    refinement.apply(tf, crops).box(),
                    refinement.apply(tf, second).box());
        });

        assertThat(output.get(0).shape()).containsExactly(3, 2);
        assertThat(output.get(1).shape()).containsExactly(3, 4);
        assertThat(output.get(1).rows().get(1)).containsExactly(output.get(2).data(), within(1e-5f));
    }

    @Test
    void theLastOneHasLandmarksToo() {
        List<Values> output = Values.all(tf -> {
            OutputNetwork.Output answers = new OutputNetwork(new SeededConstants(1)).apply(tf, noise(tf, 2, 48, 48, 3));
            return List.of(answers.logits(), answers.box(), answers.landmarks());
        });

        assertThat(output.get(0).shape()).containsExactly(2, 2);
        assertThat(output.get(1).shape()).containsExactly(2, 4);
        assertThat(output.get(2).shape()).containsExactly(2, OutputNetwork.LANDMARK_COORDINATES);
    }

    /** As published: 6,632, 100,178 and 389,040 numbers (Zhang et al. 2016; counted in the files of facenet). */
    @Test
    void haveAsManyParametersAsThePublishedOnes() {
        Recorder proposal = new Recorder();
        Recorder refinement = new Recorder();
        Recorder output = new Recorder();

        Values.all(tf -> List.of(
                new ProposalNetwork(proposal).apply(tf, noise(tf, 1, 12, 12, 3)).box(),
                new RefinementNetwork(refinement)
                        .apply(tf, noise(tf, 1, 24, 24, 3))
                        .box(),
                new OutputNetwork(output).apply(tf, noise(tf, 1, 48, 48, 3)).box()));

        assertThat(proposal.numbers()).isEqualTo(6_632);
        assertThat(refinement.numbers()).isEqualTo(100_178);
        assertThat(output.numbers()).isEqualTo(389_040);
        assertThat(proposal.asked)
                .containsKeys("conv1/kernel", "conv3/slope", "face/bias")
                .doesNotContainKey("dense/kernel");
        assertThat(output.asked.get("landmarks/kernel")).containsExactly(256, 10);
    }

    /** The tests of the stages trust in this. */
    @Test
    void thoseOfTheTestsLookAtTheMiddleOfACrop() {
        List<Values> logits = Values.all(tf -> {
            BrightFaces parameters = new BrightFaces(3);
            return List.of(
                    new RefinementNetwork(parameters).apply(tf, spot(tf, 24)).logits(),
                    new OutputNetwork(parameters).apply(tf, spot(tf, 48)).logits(),
                    tf.reshape(
                            new ProposalNetwork(parameters)
                                    .apply(tf, spot(tf, 12))
                                    .logits(),
                            tf.constant(new int[] {-1, 2})));
        });

        assertThat(logits).allSatisfy(answer -> {
            assertThat(answer.rows().get(0)).containsExactly(new float[] {0, 3}, within(1e-5f));
            assertThat(answer.rows().get(1)).as("bright at the edge only").containsExactly(0, 0);
        });
    }

    /** Two crops: one bright in the middle, the other in a corner. */
    private static Operand<TFloat32> spot(Ops tf, int side) {
        float[] pixels = new float[2 * side * side * 3];
        pixels[(side / 2 * side + side / 2) * 3] = 1;
        pixels[side * side * 3] = 1;
        return tf.reshape(tf.constant(pixels), tf.constant(new int[] {2, side, side, 3}));
    }
}

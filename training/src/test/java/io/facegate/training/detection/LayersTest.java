package io.facegate.training.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegate.training.weights.WeightArray;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class LayersTest {
    /** One picture of 3x3 with one channel. */
    private static Operand<TFloat32> picture(Ops tf, float... values) {
        int side = (int) Math.round(Math.sqrt(values.length));
        return tf.reshape(tf.constant(values), tf.constant(new int[] {1, side, side, 1}));
    }

    private static FixedParameters parameters(String name, int[] kernel, float[] values, float... bias) {
        return new FixedParameters(Map.of(
                name + "/kernel", new WeightArray(kernel, values),
                name + "/bias", new WeightArray(new int[] {bias.length}, bias)));
    }

    @Test
    void aConvolutionStaysWithinThePicture() {
        Values out = Values.of(
                tf -> new Layers(tf, parameters("conv", new int[] {2, 2, 1, 1}, new float[] {1, 2, 3, 4}, 100))
                        .convolution(picture(tf, 1, 0, 0, 0, 1, 0, 0, 0, 5), "conv", 2, 1, 1));

        assertThat(out.shape()).containsExactly(1, 2, 2, 1);
        assertThat(out.data()).containsExactly(100 + 1 + 4, 100 + 3, 100 + 2, 100 + 1 + 4 * 5);
    }

    @Test
    void aDenseLayerAddsItsBias() {
        Values out = Values.of(
                tf -> new Layers(tf, parameters("dense", new int[] {2, 3}, new float[] {1, 2, 3, 4, 5, 6}, 1, 0, -1))
                        .dense(tf.constant(new float[][] {{1, 1}, {0, 2}}), "dense", 2, 3));

        assertThat(out.rows()).containsExactly(new float[] {6, 7, 8}, new float[] {9, 10, 11});
    }

    @Test
    void belowZeroEachChannelHasItsOwnSlope() {
        FixedParameters slopes =
                new FixedParameters(Map.of("conv/slope", new WeightArray(new int[] {2}, new float[] {0.25f, -1})));

        Values out = Values.of(tf -> new Layers(tf, slopes)
                .prelu(
                        tf.reshape(tf.constant(new float[] {-8, -8, 0, 0, 3, 3}), tf.constant(new int[] {1, 1, 3, 2})),
                        "conv",
                        2));

        assertThat(out.data()).containsExactly(new float[] {-2, 8, 0, 0, 3, 3}, within(1e-6f));
    }

    @Test
    void poolingCountsWhatSticksOutOnlyWhereItIsSaid() {
        float[] values = {1, 2, 3, 4, 5, 6, 7, 8, 9};
        FixedParameters none = new FixedParameters(Map.of());

        Values same = Values.of(tf -> new Layers(tf, none).maxPool(picture(tf, values), 2, Layers.SAME));
        Values valid = Values.of(tf -> new Layers(tf, none).maxPool(picture(tf, values), 2, Layers.VALID));

        assertThat(same.data()).as("at the right and lower edge").containsExactly(5, 6, 8, 9);
        assertThat(valid.data()).containsExactly(5);
    }

    @Test
    void theTallestOfNegativeValuesIsNotTheEdge() {
        Values pooled = Values.of(tf -> new Layers(tf, new FixedParameters(Map.of()))
                .maxPool(picture(tf, -1, -2, -3, -4, -5, -6, -7, -8, -9), 2, Layers.SAME));

        assertThat(pooled.data()).containsExactly(-1, -3, -7, -9);
    }

    @Test
    void flatteningKeepsRowsColumnsChannels() {
        Values flat = Values.of(tf -> new Layers(tf, new FixedParameters(Map.of()))
                .flatten(
                        tf.reshape(
                                tf.range(tf.constant(0f), tf.constant(16f), tf.constant(1f)),
                                tf.constant(new int[] {2, 2, 2, 2})),
                        8));

        assertThat(flat.rows())
                .containsExactly(new float[] {0, 1, 2, 3, 4, 5, 6, 7}, new float[] {8, 9, 10, 11, 12, 13, 14, 15});
    }
}

package io.facegate.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

class ResNet50Test {
    @Test
    void hasTheParametersOfThePublishedNetworkAndThoseOfTheHead() {
        NamesAndShapes parameters = new NamesAndShapes();
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            new ResNet50(512).embed(tf, parameters, faces(tf, 112));
        }

        // torchvision's resnet50 has 25,557,032 trainable parameters, 2,049,000 of them in its classifier
        long head = 2048 * 1024 + 2 * 1024 + 1024 + 1024 * 512 + 512;
        assertThat(total(parameters.weights)).isEqualTo(25_557_032 - 2_049_000 + head);
        // a mean and a variance for each of its 53 convolutions' 26,560 outputs, and for the head
        assertThat(total(parameters.statistics)).isEqualTo(2 * (26_560 + 1024));
        assertThat(parameters.weights)
                .containsEntry("stem/kernel", Shape.of(7, 7, 3, 64))
                .containsEntry("stage2/block1/conv2/kernel", Shape.of(3, 3, 128, 128))
                .containsEntry("stage4/block3/conv3/kernel", Shape.of(1, 1, 512, 2048))
                .containsEntry("head/embedding/kernel", Shape.of(1024, 512));
    }

    @ParameterizedTest
    @ValueSource(ints = {112, 224})
    void halvesTheFeatureMapsFiveTimes(int size) {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            new ResNet50(512).embed(tf, new NamesAndShapes(), faces(tf, size));

            List<Long> heights = new ArrayList<>();
            graph.operations().forEachRemaining(operation -> {
                if (operation.type().equals("Conv2D")) {
                    heights.add(operation.output(0).shape().get(1));
                }
            });
            assertThat(heights).hasSize(53);
            assertThat(heights.get(0)).isEqualTo(size / 2);
            // the first 1x1 of a block still has the larger size: the stride is on the 3x3
            assertThat(heights.stream().distinct())
                    .containsExactly(
                            (long) size / 2, (long) size / 4, (long) size / 8, (long) size / 16, (size + 31L) / 32);
        }
    }

    @Test
    void aNarrowOneHasAShareOfTheChannelsAndTheWholeHead() {
        NamesAndShapes parameters = new NamesAndShapes();
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            new ResNet50(512, 0, 0.25).embed(tf, parameters, faces(tf, 56));
        }

        assertThat(parameters.weights)
                .containsEntry("stem/kernel", Shape.of(7, 7, 3, 16))
                .containsEntry("stage2/block1/conv2/kernel", Shape.of(3, 3, 32, 32))
                .containsEntry("stage4/block3/conv3/kernel", Shape.of(1, 1, 128, 512))
                .containsEntry("head/hidden/kernel", Shape.of(512, 1024))
                .containsEntry("head/embedding/kernel", Shape.of(1024, 512));
        assertThat(total(parameters.statistics)).isEqualTo(2 * (26_560 / 4 + 1024));
    }

    @Test
    void refusesADimensionThatMakesNoSense() {
        assertThatThrownBy(() -> new ResNet50(1)).hasMessage("dimension (1) must be between 2 and 4096");
    }

    @Test
    void refusesADropoutThatLeavesNothing() {
        assertThatThrownBy(() -> new ResNet50(512, 1, 1)).hasMessage("dropout (1.0) must be at least 0 and below 1");
        assertThatThrownBy(() -> new ResNet50(512, Float.NaN, 1)).hasMessageContaining("dropout (NaN)");
        assertThat(new ResNet50(512)).isEqualTo(new ResNet50(512, 0.3f, 1));
        assertThatThrownBy(() -> new UntrainedResNet50(512, 100, 1)).hasMessage("size (100) must be 112 or 224");
    }

    /** What a stage freezes is chosen by these. */
    @ParameterizedTest
    @CsvSource({
        "stem/kernel, BACKBONE",
        "stage1/block1/conv1/norm/gamma, BACKBONE",
        "stage3/block6/conv3/kernel, BACKBONE",
        "stage4/block1/shortcut/kernel, LAST_STAGE",
        "stage4/block3/conv3/norm/mean, LAST_STAGE",
        "head/hidden/kernel, HEAD",
        "head/embedding/bias, HEAD"
    })
    void everyParameterIsOfAPart(String parameter, FaceNetwork.Part part) {
        assertThat(new ResNet50(512).partOf(parameter)).isEqualTo(part);
    }

    /** He et al. 2016 with the start of Goyal et al. 2017: a fresh block gives what it was given. */
    @Test
    void aFreshBlockIsItsShortcut() {
        NamesAndShapes parameters = new NamesAndShapes();
        try (Graph graph = new Graph()) {
            new ResNet50(512).embed(Ops.create(graph), parameters, faces(Ops.create(graph), 112));
        }

        parameters.initializers.forEach((name, initializer) -> {
            Initializer expected =
                    switch (name.substring(name.lastIndexOf('/') + 1)) {
                        case "kernel" -> Initializer.HE_NORMAL;
                        case "slope" -> Initializer.QUARTERS;
                        case "gamma" -> name.contains("conv3") ? Initializer.ZEROS : Initializer.ONES;
                        case "variance" -> Initializer.ONES;
                        default -> Initializer.ZEROS;
                    };
            assertThat(initializer).as(name).isEqualTo(expected);
        });
        assertThat(parameters.initializers).hasSize(parameters.weights.size() + parameters.statistics.size());
    }

    private static Placeholder<TUint8> faces(Ops tf, int size) {
        return tf.placeholder(TUint8.class, Placeholder.shape(Shape.of(-1, size, size, 3)));
    }

    private static long total(Map<String, Shape> shapes) {
        return shapes.values().stream().mapToLong(Shape::size).sum();
    }

    /** Remembers what the network asks for and gives zeros of that shape. */
    private static final class NamesAndShapes implements Parameters {
        private final Map<String, Shape> weights = new LinkedHashMap<>();
        private final Map<String, Shape> statistics = new LinkedHashMap<>();
        private final Map<String, Initializer> initializers = new LinkedHashMap<>();

        @Override
        public Operand<TFloat32> weight(Ops tf, String name, Shape shape, Initializer initializer) {
            assertThat(weights.put(name, shape)).as(name).isNull();
            initializers.put(name, initializer);
            return zeros(tf, shape);
        }

        @Override
        public Operand<TFloat32> statistic(Ops tf, String name, Shape shape, Initializer initializer) {
            assertThat(statistics.put(name, shape)).as(name).isNull();
            initializers.put(name, initializer);
            return zeros(tf, shape);
        }

        private static Operand<TFloat32> zeros(Ops tf, Shape shape) {
            return tf.fill(tf.constant(shape), tf.constant(0f));
        }
    }
}

package io.facegate.training.weights.onnx;

import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/** MaxPool, AveragePool, GlobalAveragePool of two dimensions. */
final class Pooling {
    private static final String VALID = "VALID";

    private Pooling() {}

    static Value maximum(Node node, Ops tf) {
        Features map = node.featureMap(0);
        SlidingWindow window = window(node, map);
        Operand<TFloat32> padded = padded(tf, map.operand(), window, Float.NEGATIVE_INFINITY);
        return Features.channelsLast(
                tf.nn.maxPool(padded, tf.constant(ints(kernel(window))), tf.constant(ints(window.strides())), VALID));
    }

    static Value average(Node node, Ops tf) {
        Features map = node.featureMap(0);
        SlidingWindow window = window(node, map);
        Operand<TFloat32> padded = padded(tf, map.operand(), window, 0);
        Operand<TFloat32> mean = tf.nn.avgPool(padded, kernel(window), window.strides(), VALID);
        return Features.channelsLast(
                window.isPadded()
                        ? tf.math.mul(mean, correction(node, map, window).constant(tf))
                        : mean);
    }

    static Value globalAverage(Node node, Ops tf) {
        Features map = node.featureMap(0);
        return Features.channelsLast(tf.math.mean(map.operand(), tf.constant(new int[] {1, 2}), Mean.keepDims(true)));
    }

    private static SlidingWindow window(Node node, Features map) {
        List<Long> kernel = node.integers("kernel_shape", List.of());
        if (kernel.size() != 2) {
            throw node.failure("its kernel has %d axes; only 2 are supported".formatted(kernel.size()));
        }
        SlidingWindow window = SlidingWindow.of(node, map, kernel.get(0), kernel.get(1));
        if (window.isDilated()) {
            throw node.failure("dilations are not supported");
        }
        return node.integer("ceil_mode", 0) == 0 ? window : window.roundedUp();
    }

    /** TensorFlow averages over the padding that was added here; this makes up for cells that ONNX doesn't count. */
    private static Weights correction(Node node, Features map, SlidingWindow window) {
        boolean countPadding = node.integer("count_include_pad", 0) != 0;
        SlidingWindow declared = SlidingWindow.of(
                node, map, window.vertical().kernel(), window.horizontal().kernel());
        float[] rows = factors(window.vertical(), declared.vertical(), countPadding);
        float[] columns = factors(window.horizontal(), declared.horizontal(), countPadding);
        float[] values = new float[rows.length * columns.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = rows[i / columns.length] * columns[i % columns.length];
        }
        return new Weights(new long[] {rows.length, columns.length, 1}, values);
    }

    /** Kernel size over the cells counted, at each place of the kernel along one side. */
    private static float[] factors(SlidingWindow.Side side, SlidingWindow.Side declared, boolean countPadding) {
        int first = countPadding ? -declared.padBegin() : 0;
        int end = side.input() + (countPadding ? declared.padEnd() : 0);
        float[] factors = new float[side.output()];
        for (int place = 0; place < factors.length; place++) {
            int start = place * side.stride() - side.padBegin();
            int counted = Math.min(start + side.kernel(), end) - Math.max(start, first);
            factors[place] = (float) side.kernel() / counted;
        }
        return factors;
    }

    private static Operand<TFloat32> padded(Ops tf, Operand<TFloat32> map, SlidingWindow window, float value) {
        return window.isPadded() ? tf.pad(map, tf.constant(window.paddings()), tf.constant(value)) : map;
    }

    private static List<Long> kernel(SlidingWindow window) {
        return List.of(
                1L,
                (long) window.vertical().kernel(),
                (long) window.horizontal().kernel(),
                1L);
    }

    private static int[] ints(List<Long> values) {
        return Arrays.stream(values.toArray(Long[]::new))
                .mapToInt(Math::toIntExact)
                .toArray();
    }
}

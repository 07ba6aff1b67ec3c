package io.facegate.training.weights.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.Conv2d;
import org.tensorflow.types.TFloat32;

/** Conv of two dimensions: dense, depthwise, or in groups. ONNX keeps kernels as OIHW, TensorFlow as HWIO. */
final class Convolution {
    private static final int CHANNEL_AXIS = 3;

    private Convolution() {}

    static Value convert(Node node, Ops tf) {
        Features map = node.featureMap(0);
        Weights kernel = node.weights(1);
        if (kernel.rank() != 4) {
            throw node.failure("its kernel has %d axes; only 4 are supported".formatted(kernel.rank()));
        }
        long channels = map.shape()[1];
        long groups = node.integer("group", 1);
        if (groups < 1 || kernel.size(1) * groups != channels || kernel.size(0) % groups != 0) {
            throw node.failure("a kernel of shape %s in %d groups does not fit %d channels"
                    .formatted(Arrays.toString(kernel.shape()), groups, channels));
        }
        SlidingWindow window = SlidingWindow.of(node, map, kernel.size(2), kernel.size(3));
        Operand<TFloat32> result;
        if (groups == 1) {
            result = dense(tf, map.operand(), kernel, window);
        } else if (groups == channels) {
            result = depthwise(node, tf, map.operand(), kernel, window);
        } else {
            result = grouped(tf, map.operand(), kernel, window, Math.toIntExact(groups));
        }
        return Features.channelsLast(
                node.has(2) ? tf.nn.biasAdd(result, node.weights(2).constant(tf)) : result);
    }

    private static Operand<TFloat32> dense(Ops tf, Operand<TFloat32> map, Weights kernel, SlidingWindow window) {
        return tf.nn.conv2d(
                map,
                kernel.transpose(2, 3, 1, 0).constant(tf),
                window.strides(),
                padding(window),
                Conv2d.explicitPaddings(explicitPaddings(window)),
                Conv2d.dilations(window.dilations()));
    }

    private static Operand<TFloat32> depthwise(
            Node node, Ops tf, Operand<TFloat32> map, Weights kernel, SlidingWindow window) {
        if (window.vertical().stride() != window.horizontal().stride()) {
            throw node.failure("a depthwise convolution with different strides is not supported");
        }
        long channels = Math.toIntExact(map.shape().get(CHANNEL_AXIS));
        Weights dilated = dilated(kernel, window);
        Weights filter = dilated.reshape(channels, kernel.size(0) / channels, dilated.size(2), dilated.size(3))
                .transpose(2, 3, 0, 1);
        // TensorFlow 2.18 aborts the process when it fuses an explicitly padded depthwise convolution with its bias
        boolean same = window.isSame();
        Operand<TFloat32> padded =
                same || !window.isPadded() ? map : tf.pad(map, tf.constant(window.paddings()), tf.constant(0f));
        return tf.nn.depthwiseConv2dNative(padded, filter.constant(tf), window.strides(), same ? "SAME" : "VALID");
    }

    /** TensorFlow's depthwise convolution has no dilation on CPU; zeros between the taps are the same. */
    private static Weights dilated(Weights kernel, SlidingWindow window) {
        if (!window.isDilated()) {
            return kernel;
        }
        int height = window.vertical().extent();
        int width = window.horizontal().extent();
        int kernels = Math.toIntExact(kernel.size(0) * kernel.size(1));
        float[] spread = new float[kernels * height * width];
        int source = 0;
        for (int k = 0; k < kernels; k++) {
            for (int y = 0; y < height; y += window.vertical().dilation()) {
                for (int x = 0; x < width; x += window.horizontal().dilation()) {
                    spread[(k * height + y) * width + x] = kernel.get(source++);
                }
            }
        }
        return new Weights(new long[] {kernel.size(0), kernel.size(1), height, width}, spread);
    }

    private static Operand<TFloat32> grouped(
            Ops tf, Operand<TFloat32> map, Weights kernel, SlidingWindow window, int groups) {
        List<Operand<TFloat32>> results = new ArrayList<>(groups);
        int index = 0;
        for (Operand<TFloat32> part : tf.split(tf.constant(CHANNEL_AXIS), map, (long) groups)) {
            results.add(dense(tf, part, part(kernel, index++, groups), window));
        }
        return tf.concat(results, tf.constant(CHANNEL_AXIS));
    }

    private static Weights part(Weights kernel, int index, int groups) {
        long[] shape = kernel.shape();
        shape[0] /= groups;
        int length = kernel.count() / groups;
        return new Weights(shape, Arrays.copyOfRange(kernel.values(), index * length, (index + 1) * length));
    }

    private static String padding(SlidingWindow window) {
        return window.isPadded() ? "EXPLICIT" : "VALID";
    }

    private static List<Long> explicitPaddings(SlidingWindow window) {
        return window.isPadded()
                ? Arrays.stream(window.paddings())
                        .flatMapToInt(Arrays::stream)
                        .mapToObj(Long::valueOf)
                        .toList()
                : List.of();
    }
}

package io.facegate.training.network;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The layers that networks are made of. Feature maps are {@code [N, H, W, C]}. */
public final class Layers {
    private static final float EPSILON = 1e-5f;

    private final Ops tf;
    private final Parameters parameters;

    public Layers(Ops tf, Parameters parameters) {
        this.tf = tf;
        this.parameters = parameters;
    }

    /** The affine function that a batch normalisation is at inference. */
    private record Affine(Operand<TFloat32> factor, Operand<TFloat32> offset) {}

    /**
     * A convolution and its batch normalisation. At inference the normalisation is multiplied into the kernel: TensorFlow
     * folds that when the model is loaded, and the bias that is left is fused with the addition and rectifier behind it.
     *
     * <p>Padded by half the kernel on every side, as in the networks whose weights are published for PyTorch. TensorFlow
     * pads by itself where that is the same; elsewhere a node does, because convolutions with explicit paddings have no
     * gradient in Java.
     *
     * @param gamma what the scale of the normalisation begins with
     */
    public Operand<TFloat32> convolution(
            String name, Operand<TFloat32> map, long kernel, long filters, long stride, Initializer gamma) {
        Operand<TFloat32> weights = parameters.weight(
                tf, name + "/kernel", Shape.of(kernel, kernel, channels(map), filters), Initializer.HE_NORMAL);
        if (parameters instanceof TrainingParameters training && training.trains(name)) {
            return normalizeByBatch(training, name + "/norm", convolve(map, weights, kernel, stride), gamma);
        }
        Affine norm = normalization(name + "/norm", filters, gamma);
        return tf.nn.biasAdd(convolve(map, tf.math.mul(weights, norm.factor()), kernel, stride), norm.offset());
    }

    private Operand<TFloat32> convolve(Operand<TFloat32> map, Operand<TFloat32> weights, long kernel, long stride) {
        List<Long> strides = List.of(1L, stride, stride, 1L);
        return stride == 1 || kernel == 1
                ? tf.nn.conv2d(map, weights, strides, "SAME")
                : tf.nn.conv2d(padded(map, (int) kernel / 2), weights, strides, "VALID");
    }

    /** Of values that are not negative: a rectifier came before, so that zeros never are the largest. */
    public Operand<TFloat32> maxPool(Operand<TFloat32> map, int kernel, int stride) {
        return tf.nn.maxPool(
                padded(map, kernel / 2),
                tf.constant(new int[] {1, kernel, kernel, 1}),
                tf.constant(new int[] {1, stride, stride, 1}),
                "VALID");
    }

    /** {@code [N, H, W, C]} to {@code [N, C]}. */
    public Operand<TFloat32> averagePool(Operand<TFloat32> map) {
        return tf.math.mean(map, tf.constant(new int[] {1, 2}));
    }

    /** {@code [N, I]} to {@code [N, outputs]}, with a bias. */
    public Operand<TFloat32> dense(String name, Operand<TFloat32> vectors, long outputs) {
        return tf.nn.biasAdd(
                product(name, vectors, outputs),
                parameters.weight(tf, name + "/bias", Shape.of(outputs), Initializer.ZEROS));
    }

    /** {@code [N, I]} to {@code [N, outputs]}; the offset of the batch normalisation is the bias. */
    public Operand<TFloat32> normalizedDense(String name, Operand<TFloat32> vectors, long outputs) {
        Operand<TFloat32> product = product(name, vectors, outputs);
        if (parameters instanceof TrainingParameters training && training.trains(name)) {
            Operand<TFloat32> map = tf.reshape(product, tf.constant(new long[] {-1, 1, 1, outputs}));
            return tf.reshape(
                    normalizeByBatch(training, name + "/norm", map, Initializer.ONES),
                    tf.constant(new long[] {-1, outputs}));
        }
        Affine norm = normalization(name + "/norm", outputs, Initializer.ONES);
        return tf.nn.biasAdd(tf.math.mul(product, norm.factor()), norm.offset());
    }

    /** A slope for each value of the last axis (He et al. 2015, "Delving Deep into Rectifiers"). */
    public Operand<TFloat32> parametricRelu(String name, Operand<TFloat32> values) {
        Operand<TFloat32> slope =
                parameters.weight(tf, name + "/slope", Shape.of(channels(values)), Initializer.QUARTERS);
        Operand<TFloat32> negative = tf.math.minimum(values, tf.constant(0f));
        return tf.math.add(tf.nn.relu(values), tf.math.mul(negative, slope));
    }

    /** Only while training. */
    public Operand<TFloat32> dropout(String name, Operand<TFloat32> values, float rate) {
        return parameters instanceof TrainingParameters training && training.trains(name) && rate > 0
                ? training.dropout(tf, name, values, rate)
                : values;
    }

    private Operand<TFloat32> product(String name, Operand<TFloat32> vectors, long outputs) {
        Shape shape = Shape.of(channels(vectors), outputs);
        return tf.linalg.matMul(vectors, parameters.weight(tf, name + "/kernel", shape, Initializer.HE_NORMAL));
    }

    private Operand<TFloat32> normalizeByBatch(
            TrainingParameters training, String name, Operand<TFloat32> map, Initializer gamma) {
        Shape shape = Shape.of(channels(map));
        return training.normalizeByBatch(
                tf,
                name,
                map,
                training.weight(tf, name + "/gamma", shape, gamma),
                training.weight(tf, name + "/beta", shape, Initializer.ZEROS),
                EPSILON);
    }

    /** Ioffe and Szegedy 2015; over the last axis. */
    private Affine normalization(String name, long channels, Initializer first) {
        Shape shape = Shape.of(channels);
        Operand<TFloat32> gamma = parameters.weight(tf, name + "/gamma", shape, first);
        Operand<TFloat32> beta = parameters.weight(tf, name + "/beta", shape, Initializer.ZEROS);
        Operand<TFloat32> mean = parameters.statistic(tf, name + "/mean", shape, Initializer.ZEROS);
        Operand<TFloat32> variance = parameters.statistic(tf, name + "/variance", shape, Initializer.ONES);
        Operand<TFloat32> factor = tf.math.mul(gamma, tf.math.rsqrt(tf.math.add(variance, tf.constant(EPSILON))));
        return new Affine(factor, tf.math.sub(beta, tf.math.mul(mean, factor)));
    }

    private Operand<TFloat32> padded(Operand<TFloat32> map, int cells) {
        int[] both = {cells, cells};
        return tf.pad(map, tf.constant(new int[][] {{0, 0}, both, both, {0, 0}}), tf.constant(0f));
    }

    private static long channels(Operand<TFloat32> values) {
        return values.shape().get(values.shape().numDimensions() - 1);
    }
}

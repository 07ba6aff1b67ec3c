package io.facegate.training.detection;

import io.facegate.training.network.Initializer;
import io.facegate.training.network.Parameters;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The layers of MTCNN's networks, on pictures as {@code [N, height, width, channels]}. */
final class Layers {
    static final String VALID = "VALID";
    /** With it, pooling counts what sticks out at the right and lower edge, as Caffe does. */
    static final String SAME = "SAME";

    private final Ops tf;
    private final Parameters parameters;

    Layers(Ops tf, Parameters parameters) {
        this.tf = tf;
        this.parameters = parameters;
    }

    /** Stride 1, no padding. */
    Operand<TFloat32> convolution(Operand<TFloat32> in, String name, int side, int inChannels, int outChannels) {
        Operand<TFloat32> kernel = kernel(name, Shape.of(side, side, inChannels, outChannels));
        return tf.nn.biasAdd(tf.nn.conv2d(in, kernel, List.of(1L, 1L, 1L, 1L), VALID), bias(name, outChannels));
    }

    Operand<TFloat32> dense(Operand<TFloat32> in, String name, int inputs, int outputs) {
        Operand<TFloat32> kernel = kernel(name, Shape.of(inputs, outputs));
        return tf.nn.biasAdd(tf.linalg.matMul(in, kernel), bias(name, outputs));
    }

    Operand<TFloat32> flatten(Operand<TFloat32> in, int size) {
        return tf.reshape(in, tf.constant(new int[] {-1, size}));
    }

    Operand<TFloat32> maxPool(Operand<TFloat32> in, int side, String padding) {
        // MaxPool with its window as attributes: oneDNN has it, unlike the MaxPoolV2 of tf.nn
        return tf.scope()
                .env()
                .opBuilder("MaxPool", tf.scope().makeOpName("MaxPool"), tf.scope())
                .addInput(in.asOutput())
                .setAttr("ksize", new long[] {1, side, side, 1})
                .setAttr("strides", new long[] {1, 2, 2, 1})
                .setAttr("padding", padding)
                .build()
                .output(0);
    }

    /** Parametric ReLU: {@code x} where positive, {@code slope * x} elsewhere, with a slope for each channel. */
    Operand<TFloat32> prelu(Operand<TFloat32> in, String name, int channels) {
        Operand<TFloat32> slope = parameters.weight(tf, name + "/slope", Shape.of(channels), Initializer.QUARTERS);
        // one operation less than max(x, 0) + slope * min(x, 0): the difference of constants is folded
        Operand<TFloat32> bend = tf.math.sub(slope, tf.constant(1f));
        return tf.math.add(in, tf.math.mul(tf.math.minimum(in, tf.constant(0f)), bend));
    }

    private Operand<TFloat32> kernel(String name, Shape shape) {
        return parameters.weight(tf, name + "/kernel", shape, Initializer.HE_NORMAL);
    }

    private Operand<TFloat32> bias(String name, int channels) {
        return parameters.weight(tf, name + "/bias", Shape.of(channels), Initializer.ZEROS);
    }
}

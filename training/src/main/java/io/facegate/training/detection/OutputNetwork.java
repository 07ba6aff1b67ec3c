package io.facegate.training.detection;

import io.facegate.training.network.Parameters;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** O-Net: the last word on a face, and its five landmarks, from crops of {@value #SIDE}x{@value #SIDE}. */
public final class OutputNetwork {
    /** Side of a crop in pixels. */
    public static final int SIDE = 48;

    /** x and y of five landmarks. */
    public static final int LANDMARK_COORDINATES = 10;

    /**
     * @param logits {@code [N, 2]}: no face, face
     * @param box {@code [N, 4]}: how far left, top, right and bottom of the face are from those of the crop, in crop
     *     sides
     * @param landmarks {@code [N, 10]}: five x, then five y, from the crop's left and top, in crop sides
     */
    public record Output(Operand<TFloat32> logits, Operand<TFloat32> box, Operand<TFloat32> landmarks) {}

    private final Parameters parameters;

    public OutputNetwork(Parameters parameters) {
        this.parameters = parameters;
    }

    /**
     * @param crops {@code [N, 48, 48, 3]}, RGB, normalised by {@link Normalization}
     */
    public Output apply(Ops tf, Operand<TFloat32> crops) {
        Layers layers = new Layers(tf, parameters);
        Operand<TFloat32> x = layers.prelu(layers.convolution(crops, "conv1", 3, 3, 32), "conv1", 32);
        x = layers.maxPool(x, 3, Layers.SAME);
        x = layers.prelu(layers.convolution(x, "conv2", 3, 32, 64), "conv2", 64);
        x = layers.maxPool(x, 3, Layers.VALID);
        x = layers.prelu(layers.convolution(x, "conv3", 3, 64, 64), "conv3", 64);
        x = layers.maxPool(x, 2, Layers.SAME);
        x = layers.prelu(layers.convolution(x, "conv4", 2, 64, 128), "conv4", 128);
        x = layers.prelu(layers.dense(layers.flatten(x, 1152), "dense", 1152, 256), "dense", 256);
        return new Output(
                layers.dense(x, "face", 256, 2), layers.dense(x, "box", 256, 4), layers.dense(x, "landmarks", 256, 10));
    }
}

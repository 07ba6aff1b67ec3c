package io.facegate.training.detection;

import io.facegate.training.network.Parameters;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** R-Net: tells faces from what P-Net mistook for them, in crops of {@value #SIDE}x{@value #SIDE}. */
public final class RefinementNetwork {
    /** Side of a crop in pixels. */
    public static final int SIDE = 24;

    /**
     * @param logits {@code [N, 2]}: no face, face
     * @param box {@code [N, 4]}: how far left, top, right and bottom of the face are from those of the crop, in crop
     *     sides
     */
    public record Output(Operand<TFloat32> logits, Operand<TFloat32> box) {}

    private final Parameters parameters;

    public RefinementNetwork(Parameters parameters) {
        this.parameters = parameters;
    }

    /**
     * @param crops {@code [N, 24, 24, 3]}, RGB, normalised by {@link Normalization}
     */
    public Output apply(Ops tf, Operand<TFloat32> crops) {
        Layers layers = new Layers(tf, parameters);
        Operand<TFloat32> x = layers.prelu(layers.convolution(crops, "conv1", 3, 3, 28), "conv1", 28);
        x = layers.maxPool(x, 3, Layers.SAME);
        x = layers.prelu(layers.convolution(x, "conv2", 3, 28, 48), "conv2", 48);
        x = layers.maxPool(x, 3, Layers.VALID);
        x = layers.prelu(layers.convolution(x, "conv3", 2, 48, 64), "conv3", 64);
        x = layers.prelu(layers.dense(layers.flatten(x, 576), "dense", 576, 128), "dense", 128);
        return new Output(layers.dense(x, "face", 128, 2), layers.dense(x, "box", 128, 4));
    }
}

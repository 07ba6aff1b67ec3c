package io.facegate.training.detection;

import io.facegate.training.network.Parameters;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * P-Net: looks at every {@value #WINDOW}x{@value #WINDOW} window of a picture, {@value #STRIDE} pixels apart. It has no
 * dense layer, so that the windows share their work.
 */
public final class ProposalNetwork {
    /** Side of a window in pixels. */
    public static final int WINDOW = 12;

    /** From one window to the next, in pixels. */
    public static final int STRIDE = 2;

    /**
     * @param logits {@code [N, rows, columns, 2]}: no face, face
     * @param box {@code [N, rows, columns, 4]}: how far left, top, right and bottom of the face are from those of the
     *     window, in window sides
     */
    public record Output(Operand<TFloat32> logits, Operand<TFloat32> box) {}

    private final Parameters parameters;

    public ProposalNetwork(Parameters parameters) {
        this.parameters = parameters;
    }

    /**
     * @param pictures {@code [N, height, width, 3]}, RGB, normalised by {@link Normalization}
     */
    public Output apply(Ops tf, Operand<TFloat32> pictures) {
        Layers layers = new Layers(tf, parameters);
        Operand<TFloat32> x = layers.prelu(layers.convolution(pictures, "conv1", 3, 3, 10), "conv1", 10);
        x = layers.maxPool(x, 2, Layers.VALID);
        x = layers.prelu(layers.convolution(x, "conv2", 3, 10, 16), "conv2", 16);
        x = layers.prelu(layers.convolution(x, "conv3", 3, 16, 32), "conv3", 32);
        return new Output(layers.convolution(x, "face", 1, 32, 2), layers.convolution(x, "box", 1, 32, 4));
    }
}

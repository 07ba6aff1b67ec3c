package io.facegate.training.detection;

import io.facegate.training.network.Parameters;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Where the five landmarks of a face are, from a crop of {@value #SIDE}x{@value #SIDE} around the box that O-Net gave it.
 *
 * <p>A second look (the first authors' later code has one, too): O-Net sees what R-Net proposes, which lies beside
 * the face as often as not, and answers three questions at once. This network sees faces only, where they are. It is
 * a third of O-Net's work, and is asked of the faces of a picture alone, not of all that might be one.
 *
 * @see <a href="https://github.com/kpzhang93/MTCNN_face_detection_alignment">MTCNNv2, with an L-Net</a>
 */
public final class LandmarkNetwork {
    /** Side of a crop in pixels. */
    public static final int SIDE = 48;

    private final Parameters parameters;

    public LandmarkNetwork(Parameters parameters) {
        this.parameters = parameters;
    }

    /**
     * @param crops {@code [N, 48, 48, 3]}, RGB, normalised by {@link Normalization}
     * @return {@code [N, 10]}: five x, then five y, from the crop's left and top, in crop sides
     */
    public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> crops) {
        // names that no other network has: all of them share a graph
        Layers layers = new Layers(tf, parameters);
        Operand<TFloat32> x = layers.prelu(layers.convolution(crops, "points/conv1", 3, 3, 16), "points/conv1", 16);
        x = layers.maxPool(x, 3, Layers.SAME);
        x = layers.prelu(layers.convolution(x, "points/conv2", 3, 16, 32), "points/conv2", 32);
        x = layers.maxPool(x, 3, Layers.VALID);
        x = layers.prelu(layers.convolution(x, "points/conv3", 3, 32, 64), "points/conv3", 64);
        x = layers.maxPool(x, 2, Layers.SAME);
        x = layers.prelu(layers.convolution(x, "points/conv4", 2, 64, 128), "points/conv4", 128);
        x = layers.prelu(layers.dense(layers.flatten(x, 1152), "points/dense", 1152, 128), "points/dense", 128);
        return layers.dense(x, "points/landmarks", 128, OutputNetwork.LANDMARK_COORDINATES);
    }
}

package io.facegate.training.network;

import java.util.Set;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * ResNet-50 (He et al. 2016, "Deep Residual Learning for Image Recognition") as a face embedder.
 *
 * <p>The stride of a bottleneck is on its 3x3 convolution ("v1.5", more accurate than on the first 1x1), and the stem is
 * the original one (7x7 and a pooling, each of stride 2). The head of 2048 -> 1024, batch normalisation, PReLU, dropout
 * and -> D replaces the classifier. The last normalisation of a block begins with zeros, so that a fresh network is a
 * shallow one (Goyal et al. 2017).
 *
 * <p>A narrower one has a share of every channel of the backbone, at about the square of that share in computation and
 * parameters. The head keeps its 1024 values: they cost little, and fewer than D would confine the embeddings to fewer
 * dimensions. {@link Widening} makes a wider network of a narrower one.
 *
 * @param dimension D, length of the embeddings
 * @param dropout share of the head's values that training drops
 * @param width of the backbone: 1 (the published one), 0.5, 0.25, 0.125 or 0.0625
 */
public record ResNet50(int dimension, float dropout, double width) implements FaceNetwork {
    /** Share of the head's values that training drops. */
    public static final float DROPOUT = 0.3f;

    /** Of the published network. */
    public static final double WHOLE = 1;

    private static final Set<Double> WIDTHS = Set.of(WHOLE, 0.5, 0.25, 0.125, 0.0625);
    private static final int[] BLOCKS = {3, 4, 6, 3};
    private static final long STEM_FILTERS = 64;
    private static final long EXPANSION = 4;
    private static final long HEAD = 1024;

    public ResNet50 {
        checkDimension(dimension);
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("dropout (%s) must be at least 0 and below 1".formatted(dropout));
        }
        if (!WIDTHS.contains(width)) {
            throw new IllegalArgumentException("width (%s) must be 1, 0.5, 0.25, 0.125 or 0.0625".formatted(width));
        }
    }

    static void checkDimension(int dimension) {
        if (dimension < 2 || dimension > 4096) {
            throw new IllegalArgumentException("dimension (%d) must be between 2 and 4096".formatted(dimension));
        }
    }

    public ResNet50(int dimension) {
        this(dimension, DROPOUT, WHOLE);
    }

    /** S may be any size from 32. */
    @Override
    public Operand<TFloat32> features(Ops tf, Parameters parameters, Operand<TUint8> faces) {
        Layers layers = new Layers(tf, parameters);
        long narrowest = (long) (STEM_FILTERS * width);
        Operand<TFloat32> map = Preprocessing.ARCFACE.apply(tf, faces);
        map = tf.nn.relu(layers.convolution("stem", map, 7, narrowest, 2, Initializer.ONES));
        map = layers.maxPool(map, 3, 2);
        for (int stage = 0; stage < BLOCKS.length; stage++) {
            for (int block = 0; block < BLOCKS[stage]; block++) {
                long stride = stage > 0 && block == 0 ? 2 : 1;
                String name = "stage%d/block%d".formatted(stage + 1, block + 1);
                map = bottleneck(tf, layers, name, map, narrowest << stage, stride, block == 0);
            }
        }
        Operand<TFloat32> hidden = layers.normalizedDense("head/hidden", layers.averagePool(map), HEAD);
        hidden = layers.dropout("head/hidden", layers.parametricRelu("head/hidden", hidden), dropout);
        return layers.dense("head/embedding", hidden, dimension);
    }

    @Override
    public Part partOf(String name) {
        if (name.startsWith("head/")) {
            return Part.HEAD;
        }
        return name.startsWith("stage4/") ? Part.LAST_STAGE : Part.BACKBONE;
    }

    private static Operand<TFloat32> bottleneck(
            Ops tf,
            Layers layers,
            String name,
            Operand<TFloat32> map,
            long filters,
            long stride,
            boolean changesShape) {
        long wide = filters * EXPANSION;
        Operand<TFloat32> reduced =
                tf.nn.relu(layers.convolution(name + "/conv1", map, 1, filters, 1, Initializer.ONES));
        Operand<TFloat32> spatial =
                tf.nn.relu(layers.convolution(name + "/conv2", reduced, 3, filters, stride, Initializer.ONES));
        Operand<TFloat32> expanded = layers.convolution(name + "/conv3", spatial, 1, wide, 1, Initializer.ZEROS);
        Operand<TFloat32> shortcut =
                changesShape ? layers.convolution(name + "/shortcut", map, 1, wide, stride, Initializer.ONES) : map;
        return tf.nn.relu(tf.math.add(expanded, shortcut));
    }
}

package io.facegate.training.fit;

import io.facegate.training.network.FaceNetwork;
import io.facegate.training.network.Initializer;
import io.facegate.training.network.Layers;
import io.facegate.training.network.Parameters;
import io.facegate.training.network.Preprocessing;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/** A real network with every kind of layer and every part, small enough to be trained in a second. */
record TinyNetwork(double width) implements FaceNetwork {
    TinyNetwork() {
        this(1);
    }

    @Override
    public int dimension() {
        return 8;
    }

    @Override
    public Operand<TFloat32> features(Ops tf, Parameters parameters, Operand<TUint8> faces) {
        Layers layers = new Layers(tf, parameters);
        Operand<TFloat32> map = Preprocessing.ARCFACE.apply(tf, faces);
        map = tf.nn.relu(layers.convolution("stem", map, 3, (long) (4 * width), 2, Initializer.ONES));
        map = tf.nn.relu(layers.convolution("last", map, 3, (long) (8 * width), 2, Initializer.ONES));
        Operand<TFloat32> hidden = layers.normalizedDense("head/hidden", layers.averagePool(map), 16);
        hidden = layers.dropout("head/hidden", layers.parametricRelu("head/hidden", hidden), 0.1f);
        return layers.dense("head/embedding", hidden, dimension());
    }

    @Override
    public Part partOf(String name) {
        if (name.startsWith("head/")) {
            return Part.HEAD;
        }
        return name.startsWith("last") ? Part.LAST_STAGE : Part.BACKBONE;
    }
}

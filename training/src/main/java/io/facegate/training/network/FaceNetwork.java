package io.facegate.training.network;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/** A network that turns faces into embeddings, as a function of its parameters. */
public interface FaceNetwork {

    /** What may be trained by itself. */
    enum Part {
        BACKBONE,
        LAST_STAGE,
        HEAD
    }

    /** Length of its embeddings. */
    int dimension();

    /**
     * What becomes embeddings when it has unit length; its length tells how much of a face the network saw (Meng et al.
     * 2021).
     *
     * @param faces uint8 RGB {@code [N, S, S, 3]}
     * @return {@code [N, D]}
     */
    Operand<TFloat32> features(Ops tf, Parameters parameters, Operand<TUint8> faces);

    /**
     * @param faces uint8 RGB {@code [N, S, S, 3]}
     * @return {@code [N, D]}, unit vectors
     */
    default Operand<TFloat32> embed(Ops tf, Parameters parameters, Operand<TUint8> faces) {
        return UnitVectors.of(tf, features(tf, parameters, faces));
    }

    /**
     * As {@link #embed}, of each face and its mirror image together: what the two have in common is less of the picture and
     * more of the person. It takes twice the time.
     *
     * @param faces uint8 RGB {@code [N, S, S, 3]}
     * @return {@code [N, D]}, unit vectors
     */
    default Operand<TFloat32> embedWithMirrorImage(Ops tf, Parameters parameters, Operand<TUint8> faces) {
        Operand<TUint8> mirrored = tf.reverse(faces, tf.constant(new int[] {2}));
        Operand<TFloat32> both = features(tf, parameters, tf.concat(List.of(faces, mirrored), tf.constant(0)));
        List<Output<TFloat32>> halves = tf.split(tf.constant(0), both, 2L).output();
        return UnitVectors.of(tf, tf.math.add(halves.get(0), halves.get(1)));
    }

    /** The part that a parameter, or a layer, belongs to. */
    Part partOf(String name);
}

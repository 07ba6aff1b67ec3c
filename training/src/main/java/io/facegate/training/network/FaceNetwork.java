package io.facegate.training.network;

import org.tensorflow.Operand;
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

    /** The part that a parameter, or a layer, belongs to. */
    Part partOf(String name);
}

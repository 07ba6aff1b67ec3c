package io.facegate.training.loss;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Makes trainable weights that belong to a loss and are thrown away with it. */
@FunctionalInterface
public interface LossWeights {

    /** How a matrix begins. */
    enum Start {
        /** Normally distributed rows of about unit length. */
        RANDOM_ROWS,
        /** Ones on the diagonal, zeros elsewhere. */
        IDENTITY
    }

    /**
     * @param name unique within the loss
     * @return {@code [rows, columns]}
     */
    Operand<TFloat32> matrix(String name, long rows, long columns, Start start);
}

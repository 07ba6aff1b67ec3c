package io.facegate.training.network;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Parameters of a network that is being trained, where some layers behave otherwise than at inference. */
public interface TrainingParameters extends Parameters {

    /** Whether this layer is trained now; one that is not behaves as at inference. */
    boolean trains(String layer);

    /**
     * Normalises by the batch's own mean and variance (Ioffe and Szegedy 2015), and gathers them.
     *
     * @param norm name of the normalisation; its statistics are {@code <norm>/mean} and {@code <norm>/variance}
     * @param map {@code [N, H, W, C]}
     */
    Operand<TFloat32> normalizeByBatch(
            Ops tf, String norm, Operand<TFloat32> map, Operand<TFloat32> gamma, Operand<TFloat32> beta, float epsilon);

    /**
     * Leaves out values at random and scales up the rest (Srivastava et al. 2014).
     *
     * @param rate share that is left out
     */
    Operand<TFloat32> dropout(Ops tf, String layer, Operand<TFloat32> values, float rate);
}

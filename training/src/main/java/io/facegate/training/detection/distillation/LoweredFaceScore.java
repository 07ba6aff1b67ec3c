package io.facegate.training.detection.distillation;

import io.facegate.training.network.Initializer;
import io.facegate.training.network.Parameters;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Parameters of O-Net that give every crop a lower score: it learns where one crop of four is a face, and is asked where
 * far fewer are. What that does to the odds is a constant of the logit (Elkan 2001, "The Foundations of Cost-Sensitive
 * Learning").
 *
 * @param by how much the logit of a face is lowered
 */
record LoweredFaceScore(Parameters trained, float by) implements Parameters {
    /** The bias of the logits: no face, face. */
    private static final String BIAS = "face/bias";

    @Override
    public Operand<TFloat32> weight(Ops tf, String name, Shape shape, Initializer initializer) {
        Operand<TFloat32> weight = trained.weight(tf, name, shape, initializer);
        return name.equals(BIAS) ? tf.math.sub(weight, tf.constant(new float[] {0, by})) : weight;
    }

    @Override
    public Operand<TFloat32> statistic(Ops tf, String name, Shape shape, Initializer initializer) {
        return trained.statistic(tf, name, shape, initializer);
    }
}

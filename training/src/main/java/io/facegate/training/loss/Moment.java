package io.facegate.training.loss;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * How far the training is.
 *
 * @param margin scalar, what the margin schedule says for this epoch
 * @param epoch scalar, from 0
 */
public record Moment(Operand<TFloat32> margin, Operand<TInt32> epoch) {}

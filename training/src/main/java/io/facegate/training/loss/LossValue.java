package io.facegate.training.loss;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * @param loss scalar, to be minimised
 * @param active scalar, 0..1: the share of the batch that still teaches something. For triplets those with a positive
 *     hinge, for classification the wrongly classified pictures, for distillation the mean distance from the teacher
 */
public record LossValue(Operand<TFloat32> loss, Operand<TFloat32> active) {}

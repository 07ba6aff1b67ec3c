package io.facegate.training.detection;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * What may be faces.
 *
 * @param margins {@code [N]}: by how much a network's logit of "face" is above that of "no face"; its sigmoid is the
 *     softmax score
 */
record Candidates(Boxes boxes, Operand<TFloat32> margins) {
    Candidates gather(Ops tf, Operand<? extends TNumber> indices) {
        return new Candidates(boxes.gather(indices), tf.gather(margins, indices, tf.constant(0)));
    }
}

package io.facegate.training.detection;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Unstack;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TNumber;

/**
 * What may be faces.
 *
 * @param margins {@code [N]}: by how much a network's logit of "face" is above that of "no face"; its sigmoid is the
 *     softmax score
 */
record Candidates(Boxes boxes, Operand<TFloat32> margins) {
    /**
     * @param crops what a network judged
     * @param logits {@code [N + 1, 2]}, its answer; that to the blank crop at the end is left out
     */
    static Candidates judged(Ops tf, FaceCrops.Crops crops, Operand<TFloat32> logits) {
        List<? extends Operand<TFloat32>> both =
                tf.unstack(logits, 2L, Unstack.axis(1L)).output();
        return new Candidates(
                crops.boxes(), tf.stridedSlice(tf.math.sub(both.get(1), both.get(0)), Indices.sliceTo(-1)));
    }

    /** Indices of those above a threshold. */
    Operand<TInt64> above(Ops tf, Operand<TFloat32> threshold) {
        return tf.reshape(tf.where(tf.math.greater(margins, threshold)), tf.constant(new int[] {-1}));
    }

    Candidates gather(Ops tf, Operand<? extends TNumber> indices) {
        return new Candidates(boxes.gather(indices), tf.gather(margins, indices, tf.constant(0)));
    }
}

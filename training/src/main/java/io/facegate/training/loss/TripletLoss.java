package io.facegate.training.loss;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The mean hinge {@code max(0, d(a,p) - d(a,n) + m)} over all triplets of the batch (Schroff et al. 2015, FaceNet). */
public record TripletLoss() implements EmbeddingLoss {

    @Override
    public LossValue of(Ops tf, EmbeddedBatch batch, Moment moment, LossWeights weights) {
        TripletDistances distances = TripletDistances.of(tf, batch);
        Operand<TFloat32> triplets = distances.triplets(tf);
        Operand<TFloat32> hinge = tf.nn.relu(tf.math.add(distances.violation(tf), moment.margin()));
        Operand<TFloat32> positiveHinge = Means.mask(tf, tf.math.greater(hinge, tf.constant(0f)));
        return new LossValue(Means.over(tf, triplets, hinge), Means.over(tf, triplets, positiveHinge));
    }
}

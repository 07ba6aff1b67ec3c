package io.facegate.training.loss;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/**
 * Learns a teacher's embeddings: the mean of {@code 1 - cos(P e, t)} over the batch, with e the student's embedding, t
 * the teacher's for the very same (augmented) picture and P a linear projection that is learned and then thrown away.
 * No identities are needed.
 *
 * <p>The projection lets the student choose its own axes and its own dimension (Romero et al. 2015, "FitNets"). It
 * starts as the identity. Without it, which needs equal dimensions, the student's cosines themselves become the
 * teacher's.
 *
 * @param projection whether there is a projection
 */
public record DistillationLoss(boolean projection) implements EmbeddingLoss {

    /**
     * @throws IllegalArgumentException if the batch has no teacher's embeddings, or they have another dimension than
     *     the student's and there is no projection
     */
    @Override
    public LossValue of(Ops tf, EmbeddedBatch batch, Moment moment, LossWeights weights) {
        Operand<TFloat32> teacher = batch.teacher();
        if (teacher == null) {
            throw new IllegalArgumentException("Distillation needs a teacher, and there is none.");
        }
        long dimension = batch.embeddings().shape().get(1);
        long teacherDimension = teacher.shape().get(1);
        Operand<TFloat32> student = batch.embeddings();
        if (projection) {
            Operand<TFloat32> matrix =
                    weights.matrix("projection", teacherDimension, dimension, LossWeights.Start.IDENTITY);
            Operand<TFloat32> projected = tf.linalg.matMul(student, matrix, MatMul.transposeB(true));
            Operand<TFloat32> squaredLengths =
                    tf.reduceSum(tf.math.square(projected), tf.constant(1), ReduceSum.keepDims(true));
            student = tf.math.mul(projected, tf.math.rsqrt(tf.math.add(squaredLengths, tf.constant(1e-12f))));
        } else if (dimension != teacherDimension) {
            throw new IllegalArgumentException(
                    "The teacher's embeddings have %d values, the student's %d.%nMaybe set projection to true."
                            .formatted(teacherDimension, dimension));
        }
        Operand<TFloat32> cosines = tf.reduceSum(tf.math.mul(student, tf.stopGradient(teacher)), tf.constant(1));
        Operand<TFloat32> distance = tf.math.sub(tf.constant(1f), tf.math.mean(cosines, tf.constant(0)));
        return new LossValue(distance, tf.identity(distance));
    }
}

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
 * <p>A student that is far from its teacher gets most from learning whom a face must not be taken for. So {@code contrast}
 * times the divergence between two distributions may be added: over the teacher's embeddings of the batch, how a face is
 * like each of them by the teacher's own embedding, and by the student's (Fang et al. 2021, "SEED"; the softmax of
 * {@code scale} times the cosines). Two pictures of a person are alike in both, so nobody needs to be told.
 *
 * @param projection whether there is a projection
 * @param contrast weight of the divergence, 0 for none
 * @param scale of its cosines: the higher, the more it looks at the nearest others only
 */
public record DistillationLoss(boolean projection, float contrast, float scale) implements EmbeddingLoss {

    public DistillationLoss {
        if (!(contrast >= 0)) {
            throw new IllegalArgumentException("contrast (%s) must not be negative".formatted(contrast));
        }
        if (!(scale > 0)) {
            throw new IllegalArgumentException("scale (%s) must be positive".formatted(scale));
        }
    }

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
        Operand<TFloat32> expected = tf.stopGradient(teacher);
        Operand<TFloat32> cosines = tf.reduceSum(tf.math.mul(student, expected), tf.constant(1));
        Operand<TFloat32> distance = tf.math.sub(tf.constant(1f), tf.math.mean(cosines, tf.constant(0)));
        Operand<TFloat32> loss = contrast == 0
                ? distance
                : tf.math.add(distance, tf.math.mul(divergence(tf, student, expected), tf.constant(contrast)));
        return new LossValue(loss, tf.identity(distance));
    }

    private Operand<TFloat32> divergence(Ops tf, Operand<TFloat32> student, Operand<TFloat32> teacher) {
        Operand<TFloat32> expected = tf.nn.softmax(likeness(tf, teacher, teacher));
        return tf.math.mean(Divergence.of(tf, likeness(tf, student, teacher), expected), tf.constant(0));
    }

    private Operand<TFloat32> likeness(Ops tf, Operand<TFloat32> faces, Operand<TFloat32> teacher) {
        return tf.math.mul(tf.linalg.matMul(faces, teacher, MatMul.transposeB(true)), tf.constant(scale));
    }
}

package io.facegate.training.detection.distillation;

import io.facegate.training.loss.Divergence;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.TopK;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * How far a network's answers are from its teacher's.
 *
 * <p>Of face or no face, by the Kullback-Leibler divergence of the two probabilities: the cross entropy with the
 * teacher's, less what even a perfect student would have, so that the hardest examples are those where the two
 * disagree and not those that the teacher itself is unsure of. Faces and the rest are mined, and averaged, apart from
 * each other: there are thousands of windows without a face for one with.
 *
 * <p>Of box and landmarks, by the squared error, where the teacher takes a crop for a face.
 *
 * @param hardest share of the crops to learn from
 * @param boxWeight of the boxes' squared error
 * @param landmarkWeight of the landmarks' squared error
 * @see <a href="https://arxiv.org/abs/1604.02878">Zhang et al. 2016</a>, "online hard sample mining"
 */
record DetectionLoss(float hardest, float boxWeight, float landmarkWeight) {
    /** The teacher's probability from which a crop counts as a face here: all that a default threshold may pass. */
    static final float FACE = 0.5f;

    /** Crops without a face for each with one, at most, and how many even where there is no face. */
    private static final float OTHERS_FOR_A_FACE = 3;

    private static final float OTHERS_WITHOUT_FACES = 64;

    /**
     * @param loss what is minimised, a scalar
     * @param face share of it that tells faces from the rest
     * @param box squared error of the boxes, before its weight
     * @param landmarks squared error of the landmarks, before its weight; 0 for networks without
     */
    record Value(Operand<TFloat32> loss, Operand<TFloat32> face, Operand<TFloat32> box, Operand<TFloat32> landmarks) {}

    Value of(Ops tf, NetworkAnswers student, NetworkAnswers teacher) {
        Operand<TFloat32> expected = tf.stopGradient(tf.nn.softmax(teacher.logits()));
        Operand<TBool> faces = faces(tf, teacher);
        Operand<TFloat32> divergence = Divergence.of(tf, student.logits(), expected);
        Operand<TFloat32> faceCount = count(tf, faces);
        Operand<TFloat32> others =
                tf.math.add(tf.math.mul(faceCount, tf.constant(OTHERS_FOR_A_FACE)), tf.constant(OTHERS_WITHOUT_FACES));
        Operand<TFloat32> face = tf.math.add(
                mean(tf, divergence, hardest(tf, divergence, faces, faceCount)),
                mean(tf, divergence, hardest(tf, divergence, tf.math.logicalNot(faces), others)));

        Operand<TFloat32> box = mean(tf, squaredError(tf, student.box(), teacher.box()), weights(tf, faces));
        Operand<TFloat32> loss = tf.math.add(face, tf.math.mul(box, tf.constant(boxWeight)));
        Operand<TFloat32> landmarks = tf.constant(0f);
        if (student.landmarks() != null && teacher.landmarks() != null) {
            landmarks = mean(tf, squaredError(tf, student.landmarks(), teacher.landmarks()), weights(tf, faces));
            loss = tf.math.add(loss, tf.math.mul(landmarks, tf.constant(landmarkWeight)));
        }
        return new Value(loss, face, box, landmarks);
    }

    /** {@code [N]}: where these answers say face. */
    static Operand<TBool> faces(Ops tf, NetworkAnswers answers) {
        Operand<TFloat32> probabilities = tf.nn.softmax(answers.logits());
        Operand<TFloat32> ofFace = tf.reshape(
                tf.slice(probabilities, tf.constant(new int[] {0, 1}), tf.constant(new int[] {-1, 1})),
                tf.constant(new int[] {-1}));
        return tf.math.greaterEqual(ofFace, tf.constant(FACE));
    }

    /**
     * Weights of 1 for the hardest share of some crops, 0 for the rest.
     *
     * @param most crops to choose
     */
    Operand<TFloat32> hardest(Ops tf, Operand<TFloat32> losses, Operand<TBool> among, Operand<TFloat32> most) {
        Operand<TFloat32> none = tf.constant(-1f);
        Operand<TFloat32> ranked = tf.stopGradient(
                tf.select(among, tf.math.maximum(losses, tf.constant(0f)), tf.math.mul(none, tf.onesLike(losses))));
        Operand<TFloat32> share = tf.math.ceil(tf.math.mul(count(tf, among), tf.constant(hardest)));
        Operand<TInt32> chosen =
                tf.dtypes.cast(tf.math.maximum(tf.constant(1f), tf.math.minimum(share, most)), TInt32.class);
        Operand<TFloat32> highest =
                tf.nn.topK(ranked, chosen, new TopK.Options[0]).values();
        Operand<TFloat32> least = tf.gather(highest, tf.math.sub(chosen, tf.constant(1)), tf.constant(0));
        return weights(tf, tf.math.greaterEqual(ranked, tf.math.maximum(least, tf.constant(0f))));
    }

    private static Operand<TFloat32> squaredError(Ops tf, Operand<TFloat32> student, Operand<TFloat32> teacher) {
        return tf.reduceSum(tf.math.squaredDifference(student, tf.stopGradient(teacher)), tf.constant(1));
    }

    /** 0 if all weights are. */
    private static Operand<TFloat32> mean(Ops tf, Operand<TFloat32> values, Operand<TFloat32> weights) {
        Operand<TInt32> all = tf.constant(0);
        return tf.math.div(
                tf.reduceSum(tf.math.mul(values, weights), all),
                tf.math.maximum(tf.reduceSum(weights, all), tf.constant(1f)));
    }

    private static Operand<TFloat32> count(Ops tf, Operand<TBool> mask) {
        return tf.reduceSum(weights(tf, mask), tf.constant(0));
    }

    private static Operand<TFloat32> weights(Ops tf, Operand<TBool> mask) {
        return tf.dtypes.cast(mask, TFloat32.class);
    }
}
